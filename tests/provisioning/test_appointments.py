"""Today's appointments go from a CSV file over the wire, and bad rows are named by their lines."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from contract import messages as m
from provisioning.appointments import BadFileError, Row, run, sheet_of, tell
from runtime.link import Link, NoAnswer
from tests.broker.desk import MONDAY, at
from tests.broker.house import TOPICS, House

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def read(*lines: str) -> list[tuple[int, str, str, int]]:
    rows = sheet_of(["code,service,time", *lines], MONDAY, ZONE).rows
    return [(r.line, r.booking.code, r.booking.service, r.booking.slot) for r in rows]


def wrong(*lines: str) -> tuple[str, ...]:
    return sheet_of(["code,service,time", *lines], MONDAY, ZONE).wrong


def rows(*codes: str, service: str = "dat-dai", clock: str = "09:00") -> list[Row]:
    return [
        Row(line, m.Booking(code=code, service=service, slot=at(clock)))
        for line, code in enumerate(codes, start=2)
    ]


# --- The file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["H1,dat-dai,09:30", " H1 , dat-dai , 9:30", f"H1,dat-dai,{MONDAY} 09:30",
     f"H1,dat-dai,{MONDAY}T09:30:00"],
)  # fmt: skip
def test_a_time_is_by_the_clock_on_the_wall(line: str) -> None:
    assert read(line) == [(2, "H1", "dat-dai", at("09:30"))]


def test_semicolons_and_columns_in_another_order_are_read_too() -> None:
    lines = ["Time;Name;Code;Service", "09:30;Lê Thị Hoa;H1;dat-dai"]
    [row] = sheet_of(lines, MONDAY, ZONE).rows
    assert row.booking == m.Booking(code="H1", service="dat-dai", slot=at("09:30"))


def test_rows_of_other_days_are_left_out_and_counted() -> None:
    sheet = sheet_of(["code,service,time", "H1,dat-dai,2026-11-24 09:30"], MONDAY, ZONE)
    assert (sheet.rows, sheet.wrong, sheet.other_days) == ((), (), 1)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("H1,dat-dai,half past", f'line 2: "half past" is no time: write 09:30, or {MONDAY} 09:30'),
        ("H1,dat-dai", f'line 2: "" is no time: write 09:30, or {MONDAY} 09:30'),
        (",dat-dai,09:30", "line 2: the code is missing or badly written"),
        ("H1,Đất đai,09:30", "line 2: the service is missing or badly written"),
    ],
)
def test_a_bad_row_is_named_by_its_line(line: str, complaint: str) -> None:
    assert wrong(line) == (complaint,)


def test_good_rows_beside_a_bad_one_are_read() -> None:
    assert [row[0] for row in read("H1,dat-dai,09:30", "H2,dat-dai,?", "H3,dat-dai,10:00")] == [
        2,
        4,
    ]


def test_a_code_that_comes_twice_is_named_with_both_lines() -> None:
    assert wrong("H1,dat-dai,09:30", "H1,dat-dai,10:00") == ('line 3: "H1" is in line 2 already',)


@pytest.mark.parametrize("lines", [[], ["code,time"], ["mã,dịch vụ,giờ"]])
def test_a_file_without_the_columns_is_refused(lines: list[str]) -> None:
    with pytest.raises(BadFileError, match="line 1 has no column"):
        sheet_of(lines, MONDAY, ZONE)


# --- The wire -----------------------------------------------------------------------------------


def console(house: House) -> Link:
    return Link(house.server.client(), TOPICS, "reception")


async def test_more_than_one_ask_holds_are_sent_and_sent_again(tmp_path: Path) -> None:
    house = House(tmp_path)
    async with house.open():
        link, all_of_them = console(house), rows(*(f"H{n}" for n in range(40)))
        assert await tell(link, all_of_them, MONDAY, house.new_id) == []
        before = len([e for e in house.committed if e.fact.kind == "booked"])
        assert await tell(link, all_of_them, MONDAY, house.new_id) == []
        after = len([e for e in house.committed if e.fact.kind == "booked"])
        assert (before, after) == (40, 40)
        answer = await house.ask("dispenser-1", m.CheckInAsk(id=house.new_id(), code="H39"))
        assert isinstance(answer, m.Issued)


async def test_a_corrected_file_changes_what_was_told(tmp_path: Path) -> None:
    house = House(tmp_path)
    async with house.open() as running:
        for clock in ("09:00", "10:00", "09:00"):
            assert await tell(console(house), rows("H1", clock=clock), MONDAY, house.new_id) == []
        [booked] = running.gate.commits[-1]
        assert getattr(booked.fact, "slot", None) == at("09:00")


async def test_one_bad_row_keeps_no_other_out(tmp_path: Path) -> None:
    house = House(tmp_path)
    async with house.open():
        good, bad = rows("H1"), [Row(9, rows("H2", service="no-such")[0].booking)]
        refused = await tell(console(house), [*good, *bad], MONDAY, house.new_id)
        assert refused == ["line 9: unknown_service (no-such)"]
        check_in = m.CheckInAsk(id=house.new_id(), code="H1")
        assert isinstance(await house.ask("dispenser-1", check_in), m.Issued)


async def test_without_an_answer_it_says_so(tmp_path: Path) -> None:
    house = House(tmp_path)
    with pytest.raises(NoAnswer):
        await tell(console(house), rows("H1"), MONDAY, house.new_id, patience_s=0.01)


# --- The command --------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "office.toml"
    config.write_text(
        'centre = "mot-cua"\ndevice = "office"\ndata = "."\n[server]\nhost = "127.0.0.1"\n',
        encoding="utf-8",
    )
    assert run(tmp_path / "today.csv", config, MONDAY) == 2
    assert capsys.readouterr().err == (
        f"motcua appointments: {tmp_path / 'today.csv'}: there is no such file; check its name\n"
    )


def test_rows_that_are_all_wrong_need_no_wire(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, file = tmp_path / "office.toml", tmp_path / "today.csv"
    config.write_text(
        'centre = "mot-cua"\ndevice = "office"\ndata = "."\n[server]\nhost = "127.0.0.1"\n',
        encoding="utf-8",
    )
    file.write_text("code,service,time\nH1,dat-dai,late\n", encoding="utf-8")
    assert run(file, config, MONDAY) == 1
    told = capsys.readouterr()
    assert told.err.startswith(f"{file}, line 2: ")
    assert told.out == f"{MONDAY}: 0 appointments told, 1 wrong\n"
