"""Days lived through: their journals and their reports."""

from dataclasses import replace

from broker.facts import Entry
from broker.plan import Plan
from broker.settings import CentreSettings, Policy
from simulation.foretold import foretold
from simulation.reference_day import Days
from simulation.report import Promises, Report, report
from simulation.rough import RoughOutlook
from simulation.virtual_day import VirtualDay
from simulation.virtual_queue import VirtualQueue


def live_through(days: Days, index: int, futures: int = 0) -> list[Entry]:
    """One day of a centre; its journal.

    Waits are foretold from so many futures every minute, which takes its time, or, with none,
    told from the length of the queue.
    """
    plan, day = Plan(days.centre), days.day(index)
    means = {name: work.mean for name, work in days.demand.work.items()}
    outlook = foretold(days, futures, index) if futures else RoughOutlook(plan, means)
    queue = VirtualQueue(plan, day.hours.opens, days.streams.of("identities", index), outlook)
    return VirtualDay(queue, day).run()


def promises_of(centre: CentreSettings) -> Promises:
    """What each class of a centre is promised, in minutes."""
    return {known.id: known.promise_min for known in centre.classes}


def report_of(days: Days, index: int) -> Report:
    """What one day was like."""
    entries = live_through(days, index)
    return report((entry.fact for entry in entries), promises_of(days.centre))


def under(days: Days, policy: Policy) -> Days:
    """The same days with another policy."""
    dispatch = days.centre.dispatch.model_copy(update={"policy": policy})
    return replace(days, centre=days.centre.model_copy(update={"dispatch": dispatch}))
