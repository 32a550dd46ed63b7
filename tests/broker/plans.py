"""Settings between which a centre to which anything may happen is changed."""

from broker.plan import Plan
from tests.broker.desk import changed, example


def plan(policy: str = "promised", *, auto_call: bool = False, **more: object) -> Plan:
    """The example's centre, open from six to six."""
    dispatch = {"policy": policy, "auto_call": auto_call, "window_min": 30, "turn_after": 2}
    leases = {"first": 4, "last": 20, "after_restore": 3}
    visit = {"hold_s": 60, "report_within_min": 5, "reserve_min": 2}
    more["hours"] = ("06:00-18:00",)
    return changed(dispatch=dispatch, leases=leases, visit=visit, **more)


NO_PRIORITY = [one.model_dump() for one in example().classes if one.id != "priority"]
CONFIRMED = [
    one.model_dump() | {"confirmed_by_reception": one.id == "priority"} for one in example().classes
]
PLANS = {
    "promised": plan(),
    "absolute": plan("absolute"),
    "fcfs, sent": plan("fcfs", auto_call=True),
    "head start, without priority": plan("head_start", classes=NO_PRIORITY),
    "promised, sent": plan(auto_call=True),
    "promised, priority confirmed": plan(classes=CONFIRMED),
    "promised, priority confirmed, everybody's class renamed": plan(
        classes=[CONFIRMED[0] | {"id": "thuong"}, *CONFIRMED[1:]]
    ),
}
