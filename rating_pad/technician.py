"""What a technician can see and try at the pad itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from faces.texts import Language, Texts
from hardware.voice import Voice, VoiceError
from rating_pad.settings import PadSettings
from runtime.health import address
from runtime.online import Station

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Technician:
    """The technician's page, and the trial on it."""

    settings: PadSettings
    station: Station
    voice: Voice
    texts: Mapping[Language, Texts]

    def facts(self, language: Language, *, reached: bool, waiting: int) -> Facts:
        """What there is to know of the machine, in the order of asking.

        Args:
            language: Of whoever reads it.
            reached: Whether the queue service can be reached.
            waiting: How much is on the disk that must still be sent.
        """
        say, state, server = (
            self.texts[language].say,
            self.station.presence.state(),
            self.settings.server,
        )
        connected = say("fact.reached" if reached else "fact.not_reached")
        return (
            (say("fact.device"), f"{state.device} ({self.settings.centre})"),
            (say("pad.fact.counter"), self.settings.counter),
            (say("fact.version"), state.version),
            (say("fact.address"), address(server.host) or "-"),
            (say("fact.server"), f"{server.host}:{server.port} · {connected}"),
            (say("pad.fact.waiting"), str(waiting)),
            (say("fact.clock"), self._clock(language, sure=bool(state.clock_synchronised))),
            (say("part.voice"), say("remedy.voice" if self.voice.fault() else "fact.ok")),
            (say("fact.disk"), f"{state.disk_free_mb} MB"),
            (
                say("fact.temperature"),
                f"{state.temperature_c:.0f} °C" if state.temperature_c else "-",
            ),
            (say("fact.uptime"), say("fact.minutes", n=(state.uptime_s or 0) // 60)),
        )

    async def try_sound(self) -> None:
        """Let the speaker be heard; a fault is told with the device's state."""
        texts = self.texts[self.settings.language]
        try:
            await self.voice.chime()
            await self.voice.say(texts.say("touch.test_sound_text"), texts.language)
        except VoiceError as error:
            self.station.presence.set_part("voice", "fault", str(error))
        else:
            self.station.presence.set_part("voice", "ok")

    def _clock(self, language: Language, *, sure: bool) -> str:
        now = datetime.fromtimestamp(self.station.clock.now() / 1000, UTC)
        trusted = "fact.clock_right" if sure else "fact.clock_unsure"
        local = now.astimezone(ZoneInfo(self.settings.zone))
        return f"{local:%d/%m/%Y %H:%M} · {self.texts[language].say(trusted)}"
