"""What a technician reads of a machine."""

from dataclasses import dataclass

from contract.messages import DeviceState, Paper, Part
from faces.machine import Place, of_machine, of_parts
from faces.texts import load

VI = load("vi")


@dataclass(frozen=True)
class Server:
    host: str = "10.0.0.2"
    port: int = 8883


@dataclass(frozen=True)
class Settings:
    centre: str = "p1"
    server: Server = Server()
    zone: str = "Asia/Ho_Chi_Minh"


PLACE = Place(Settings(), "10.0.0.7", reached=True)
STATE = DeviceState(
    device="pad-3", status="online", version="1.2", at=1_790_000_000_000, uptime_s=150,
    disk_free_mb=900, clock_synchronised=True,
)  # fmt: skip
PAPER = Paper(metres=42.4, tickets=None, days=None, near_end=True)
PRINTER, VOICE = Part(name="printer", state="ok"), Part(name="voice", state="fault")


def test_it_tells_where_the_machine_is_and_how_it_does() -> None:
    own = ("Quầy", "3")
    lines = of_machine(STATE, PLACE, VI, (own,))
    assert own in lines
    told = dict(lines)
    assert told[VI.say("fact.device")] == "pad-3 (p1)"
    assert told[VI.say("fact.server")] == f"10.0.0.2:8883 · {VI.say('fact.reached')}"
    assert told[VI.say("fact.clock")] == f"21/09/2026 21:13 · {VI.say('fact.clock_right')}"
    assert told[VI.say("fact.temperature")] == "-"
    assert told[VI.say("fact.uptime")] == VI.say("fact.minutes", n=2)


def test_paper_is_told_where_there_is_some() -> None:
    name = VI.say("fact.paper")
    assert name not in dict(of_machine(STATE, PLACE, VI))
    printing = STATE.model_copy(update={"paper": PAPER})
    assert dict(of_machine(printing, PLACE, VI))[name] == VI.say("fact.roll_alone", metres="42")


def test_a_part_that_fails_says_what_to_do() -> None:
    state = STATE.model_copy(update={"parts": (PRINTER, VOICE)})
    voice = (VI.say("part.voice"), VI.say("remedy.voice"))
    printer = VI.say("part.printer")
    assert of_parts(state, None, VI) == ((printer, VI.say("fact.ok")), voice)
    assert of_parts(state, "cover_open", VI) == ((printer, VI.say("remedy.cover_open")), voice)
    near = state.model_copy(update={"paper": PAPER})
    assert of_parts(near, None, VI) == ((printer, VI.say("remedy.near_end")), voice)
