"""What a centre offers, as it is told to devices that offer it to people."""

from broker.plan import SECOND, Plan
from contract import messages as m


def centre_state(plan: Plan) -> m.CentreState:
    """What the settings declare of it."""
    settings = plan.settings
    return m.CentreState(
        centre=settings.centre,
        name=settings.name,
        zone=settings.zone,
        hours=tuple(_opening(hours) for hours in settings.hours),
        day_turns=f"{settings.day_turns:%H:%M}",
        agencies=tuple(
            m.DeclaredAgency(id=one.id, name=one.name, names=one.names) for one in settings.agencies
        ),
        services=tuple(
            m.DeclaredService(
                id=one.id, name=one.name, names=one.names, agency=one.agency, prefix=one.prefix,
                intents=one.intents,
            )
            for one in settings.services
        ),
        classes=tuple(
            m.DeclaredClass(
                id=one.id, name=one.name, names=one.names, promise_s=plan.promise(one.id) // SECOND,
                offered=one.id not in {plan.first_class, plan.appointment_class},
                confirmed=one.confirmed_by_reception,
            )
            for one in settings.classes
        ),
    )  # fmt: skip


def _opening(hours: str) -> m.Opening:
    start, _, end = hours.partition("-")
    return m.Opening(start=start, end=end)
