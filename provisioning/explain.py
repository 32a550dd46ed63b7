"""`motcua explain A012`: why a number was called when it was, or where it stands, in sentences."""

import sys
from dataclasses import dataclass
from pathlib import Path

from broker import records
from broker.centre import Centre, fold
from broker.explain import explanation
from broker.plan import Plan
from broker.settings import CentreSettings
from contract import messages as m
from faces.explaining import sentences
from faces.texts import Language, load
from provisioning.audit import journal_of
from runtime.clock import Clock
from runtime.settings import SettingsError, read

TOLD, UNKNOWN, BAD_INPUT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and where the answer is."""

    label: str
    config: Path
    journal: Path | None = None
    """Another journal than that of the settings, for example a backup."""
    day: str | None = None
    """Without it the latest."""
    language: Language | None = None
    """Without it that of the settings."""


def run(question: Question, clock: Clock, *, as_json: bool) -> int:
    """Explain a number.

    Returns:
        0 when it was told, 1 when there is no such number, 2 when nothing can be read.
    """
    try:
        plan = Plan(read(question.config, CentreSettings))
        journal = journal_of(question.config, question.journal)
        day, entries = records.chosen(journal, question.day)
        with records.sound(journal):
            known = _known(question.label, plan, fold(day, entries), clock.now())
            said = None if known is None else _said(known, day, question, plan)
    except (SettingsError, records.RecordsError) as error:
        sys.stderr.write(f"motcua explain: {error}\n")
        return BAD_INPUT
    if known is None:
        sys.stderr.write(f"motcua explain: no number {question.label} was given on {day}\n")
        return UNKNOWN
    print(known.model_dump_json(indent=2) if as_json else said)
    return TOLD


def _known(label: str, plan: Plan, centre: Centre, now: int) -> m.Explained | None:
    """What is known of a number; of a past day as of its last moment."""
    ticket = centre.labels.get("".join(label.split()).upper())
    if ticket is None:
        return None
    last = max(fact.at for facts in centre.requests.values() for fact in facts)
    moment = max(now, last) if centre.day == plan.day(now) else last
    return explanation(centre.tickets[ticket], plan, centre, moment)


def _said(known: m.Explained, day: str, question: Question, plan: Plan) -> str:
    texts = load(question.language or plan.settings.language)
    return "\n".join((f"{known.label}, {day}", *sentences(known, texts, plan.zone)))
