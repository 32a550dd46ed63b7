"""The one sentence that a kiosk says about what was wished, and the number with it. Pure."""

from typing import assert_never

from faces.texts import Texts
from faces.wording import spaced
from kiosk.state import Press, Refused, State, Taken, Told, Unprinted, Working
from kiosk.view import Mode
from kiosk.wording import why

Said = tuple[Mode, str, str | None]
"""How the machine is, the sentence, and the number."""


def of_press(press: Press, texts: Texts) -> Said:
    """What is said while a wish is fulfilled, and when it was."""
    match press:
        case Working(text=text):
            return "working", texts.say(f"kiosk.{text}"), None
        case Taken(label=label, printed=False, fault=fault):
            words = texts.say(f"kiosk.remember.{why(fault)}", label=spaced(label))
            return "take", words, spaced(label)
        case Taken(label=label, sure=sure):
            key = "take_slip" if sure else "perhaps"
            return "take", texts.say(f"kiosk.{key}", label=spaced(label)), spaced(label)
        case Unprinted(fault=fault):
            return "trouble", texts.say(f"kiosk.unprinted.{why(fault)}"), None
        case Refused(reason=reason):
            return "trouble", texts.say(f"refusal.{reason}"), None
        case Told(text=text, good=good):
            return "take" if good else "trouble", texts.say(f"kiosk.{text}"), None
        case _:
            assert_never(press)


def notice(state: State, texts: Texts) -> str:
    """What is to be known beside a page."""
    if state.at < state.help_until:
        return texts.say("touch.help_called")
    if state.world.shelf is None:
        return texts.say("kiosk.no_catalogue")
    if state.world.centre is not None and not state.world.reached:
        return texts.say("kiosk.away")
    return ""
