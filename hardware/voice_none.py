"""A machine without a loudspeaker."""


class NoVoice:
    """See `hardware.voice.Voice`: silence, which is no fault."""

    async def say(self, text: str, language: str) -> None:
        """Nobody hears it."""

    async def chime(self) -> None:
        """Nobody hears it."""

    def tick(self) -> None:
        """Nobody hears it."""

    def fault(self) -> str:
        """See `Voice`: nothing is wrong."""
        return ""

    async def close(self) -> None:
        """There is nothing to close."""
