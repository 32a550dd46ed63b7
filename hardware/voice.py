"""The voice capability: sentences, one at a time, a chime, and a tick under a finger."""

from typing import Protocol


class VoiceError(Exception):
    """It was not heard. The message tells the technician what to do."""


class Voice(Protocol):
    """One loudspeaker. Calls may overlap: they are heard one after another, in their order."""

    async def say(self, text: str, language: str) -> None:
        """Speak, and return when it was spoken; cancelled, it falls silent at once.

        `language` is one of those that the settings have a voice for, such as "vi". Digits are
        words, apart from each other: a voice runs them together otherwise.

        Raises:
            VoiceError: it was not spoken, or not to its end; the next call tries again.
        """

    async def chime(self) -> None:
        """Sound softly for an announcement that follows, and return when it was heard.

        Raises:
            VoiceError: it was not heard.
        """

    def tick(self) -> None:
        """Answer a touch or a press; never waits, and is dropped while anything else is heard."""

    def fault(self) -> str:
        """What is wrong with the voice, and what to do; empty when nothing is known to be."""

    async def close(self) -> None:
        """Fall silent. Whoever still waits for `say` or `chime` is cancelled before."""


async def tried(voice: Voice, text: str, language: str) -> str:
    """Chime and say a text; return what is wrong and what to do, "" when it was heard."""
    try:
        await voice.chime()
        await voice.say(text, language)
    except VoiceError as error:
        return str(error)
    return ""
