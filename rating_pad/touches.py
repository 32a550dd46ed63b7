"""What a touch does: it makes another `State` of one, and sometimes a `Wish`. Pure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from contract import messages as m
from faces import telex
from faces.patience import ms
from faces.pin import guessed
from faces.wishes import TrialSound
from rating_pad import model
from rating_pad import visitor as guests
from rating_pad.model import Choice, State
from rating_pad.settings import PadSettings
from rating_pad.visitor import Page, Visitor, first, to
from rating_pad.wishes import SendFeedback, Wish

_LONGEST: Final[dict[Page, int]] = {
    "remark": m.MOST_REMARK, "feedback": m.MOST_FEEDBACK, "contact": 100, "pin": 8,
}  # fmt: skip
"""Letters that can be typed on a page."""

_BACK: Final[dict[Page, Page]] = {"feedback": "about", "contact": "feedback"}
"""Where the way back does not lead to the first screen."""

Step = tuple[State, Wish | None]


def touched(state: State, touch: str, at: int, settings: PadSettings) -> Step:
    """Something was touched; what is not there to be touched changes nothing."""
    state = model.ticked(state, at, settings)
    dark = model.is_dark(state, settings)
    state = replace(state, visitor=replace(state.visitor, touched_at=at))
    if dark and not touch.startswith("corner:"):
        return state, None  # what is not seen cannot be chosen: it wakes up
    if touch in settings.levels:
        there = state.visitor.page == "first"
        return (model.chose(state, m.Level(touch), at) if there else state), None
    name, _, value = touch.partition(":")
    answer = _TOUCHES.get(name)
    return answer(state, value, settings) if answer else (state, None)


def sent(state: State, ask: UUID) -> State:
    """A complaint or suggestion is on its way, as this ask."""
    return _with(state, replace(to(state.visitor, "sending", state.at), sending=ask))


def received(state: State, ask: UUID, code: str) -> State:
    """It was taken in. A code is shown to whoever waits for it, and to nobody who comes later."""
    if state.visitor.page != "sending" or state.visitor.sending != ask:
        return state
    page: Page = "receipt" if code else "kept"
    visitor = replace(state.visitor, page=page, sending=None, text="", code=code)
    return _with(state, replace(visitor, touched_at=state.at))


# --- The rating ----------------------------------------------------------------------------------


def _reason(state: State, reason: str, settings: PadSettings) -> Step:
    choice = state.choice
    there = choice and state.visitor.page == "first" and model.lacks_reason(choice, settings)
    if not choice or not there or reason not in settings.reasons:
        return state, None
    return _said(state, replace(choice, reason=reason)), None


def _questions(state: State, _: str, settings: PadSettings) -> Step:
    if state.choice is None or not settings.indices or state.visitor.page != "first":
        return state, None
    return _with(state, replace(to(state.visitor, "question", state.at), question=0)), None


def _answer(state: State, score: str, settings: PadSettings) -> Step:
    """One question is answered: the next one, or back to the rating."""
    choice = state.choice
    if choice is None or state.visitor.page != "question" or score not in {"0", "1", "2", "-"}:
        return state, None
    index = settings.indices[state.visitor.question]
    given = None if score == "-" else int(score)
    scores = choice.scores.model_copy(update={index: given})
    state = replace(state, choice=replace(choice, scores=scores))
    following = state.visitor.question + 1
    if following < len(settings.indices):
        visitor = to(state.visitor, "question", state.at)
        return _with(state, replace(visitor, question=following)), None
    return _ended(state), None


def _remark(state: State, _: str, settings: PadSettings) -> Step:
    if state.choice is None or not settings.remarks or state.visitor.page != "first":
        return state, None
    return _with(
        state, replace(to(state.visitor, "remark", state.at), typed=state.choice.remark)
    ), None


def _said(state: State, choice: Choice) -> State:
    """Something was added to the rating: it can be changed for the grace time once more."""
    return replace(state, choice=replace(choice, since=state.at))


def _ended(state: State) -> State:
    """Back to the rating from one of its pages."""
    state = _with(state, first(state.visitor))
    return _said(state, state.choice) if state.choice else state


# --- Complaints and suggestions ------------------------------------------------------------------


def _feedback(state: State, _: str, settings: PadSettings) -> Step:
    if not settings.feedback or state.visitor.page != "first":
        return state, None
    return _with(state, to(state.visitor, "about", state.at)), None


def _about(state: State, kind: str, _: PadSettings) -> Step:
    if state.visitor.page != "about" or kind not in set(m.FeedbackKind):
        return state, None
    text = state.visitor.text
    visitor = replace(to(state.visitor, "feedback", state.at), about=m.FeedbackKind(kind))
    return _with(state, replace(visitor, typed=text)), None


def _enter(state: State, _: str, settings: PadSettings) -> Step:
    """What was typed is finished."""
    visitor, written = state.visitor, state.visitor.typed.strip()
    match visitor.page:
        case "remark" if state.choice:
            return _ended(replace(state, choice=replace(state.choice, remark=written))), None
        case "feedback" if written:
            return _with(state, replace(to(visitor, "contact", state.at), text=written)), None
        case "contact" if visitor.about:
            return state, SendFeedback(visitor.about, visitor.text, written)
        case "pin":
            return _with(state, _pin(visitor, written, state.at, settings)), None
        case _:
            return state, None


# --- Everywhere ----------------------------------------------------------------------------------


def _type(state: State, key: str, _: PadSettings) -> Step:
    visitor = state.visitor
    if not key.isprintable():
        return state, None
    text = telex.written(visitor.typed, key, marks=visitor.marks)
    fits = len(text) <= _LONGEST.get(visitor.page, 0)
    return (_with(state, replace(visitor, typed=text)) if fits else state), None


def _marks(state: State, _: str, __: PadSettings) -> Step:
    """Letters get their marks from now on, or do not any more."""
    return _with(state, replace(state.visitor, telex=not state.visitor.marks)), None


def _erase(state: State, _: str, __: PadSettings) -> Step:
    return _with(state, replace(state.visitor, typed=state.visitor.typed[:-1])), None


def _back(state: State, _: str, __: PadSettings) -> Step:
    visitor = state.visitor
    if visitor.page == "sending":
        return state, None
    page = _BACK.get(visitor.page)
    if page is None:
        return _ended(state) if visitor.page in guests.OF_A_RATING else _home(state), None
    text = visitor.text if page == "feedback" else visitor.typed
    back = replace(to(visitor, page, state.at), text=text)
    return _with(state, replace(back, typed=text if page == "feedback" else "")), None


def _home(state: State) -> State:
    return _with(state, first(state.visitor))


def _language(state: State, _: str, __: PadSettings) -> Step:
    language = state.visitor.language
    return _with(state, replace(state.visitor, language="en" if language == "vi" else "vi")), None


def _looks(name: str) -> Callable[[State, str, PadSettings], Step]:
    def turn(state: State, _: str, __: PadSettings) -> Step:
        look = state.visitor.look
        turned = replace(look, **{name: not getattr(look, name)})
        return _with(state, replace(state.visitor, look=turned)), None

    return turn


def _stay(state: State, _: str, __: PadSettings) -> Step:
    return state, None


def _help(state: State, _: str, settings: PadSettings) -> Step:
    return replace(state, help_until=state.at + ms(settings.help_s)), None


def _corner(state: State, how: str, _: PadSettings) -> Step:
    since = state.at if how == "down" else None
    return _with(state, replace(state.visitor, corner_since=since)), None


def _pin(visitor: Visitor, written: str, at: int, settings: PadSettings) -> Visitor:
    """Open the technician's page, unless the PIN is wrong, or was too often."""
    known = settings.technician
    right, guesses = guessed(visitor.guesses, written, known.pin if known else None, at)
    visitor = replace(visitor, typed="", guesses=guesses)
    return to(visitor, "technician", at) if right else visitor


def _test(state: State, what: str, _: PadSettings) -> Step:
    there = state.visitor.page == "technician" and what == "sound"
    return state, TrialSound() if there else None


def _with(state: State, visitor: Visitor) -> State:
    return replace(state, visitor=visitor)


_TOUCHES: Final[dict[str, Callable[[State, str, PadSettings], Step]]] = {
    "reason": _reason,
    "questions": _questions,
    "answer": _answer,
    "remark": _remark,
    "feedback": _feedback,
    "about": _about,
    "type": _type,
    "marks": _marks,
    "erase": _erase,
    "enter": _enter,
    "back": _back,
    "language": _language,
    "size": _looks("large"),
    "contrast": _looks("contrast"),
    "low": _looks("low"),
    "stay": _stay,
    "help": _help,
    "corner": _corner,
    "test": _test,
}
