"""Mosquitto's access list, from the channels: who may write and read which topic.

`%u` is the name under which a client signed in, so a new device needs no change here: it may ask
and hear answers in its own segment, tell its own state, and read what concerns everybody.
"""

from collections.abc import Iterator

from contract.channels import ASKS, BRIDGE, BROKER, ROOT, STATES


def acl(centre: str) -> str:
    """The `acl_file` of a centre's MQTT server."""
    return "\n".join(_lines(f"{ROOT}/{centre}")) + "\n"


def _lines(root: str) -> Iterator[str]:
    yield "# Rendered from contract/channels.py. Change it there, then run `make docs`."
    yield ""
    yield "# Every device, by the name it signed in with."
    yield f"pattern write {root}/%u/ask/+"
    yield f"pattern read {root}/%u/answer/+"
    for state in STATES.values():
        if state.writer == "device":
            yield f"pattern write {root}/state/{state.kind}/%u"
        yield f"pattern read {root}/state/{state.kind}/+"
    yield f"pattern read {root}/event/+"
    yield ""
    yield "# The queue service."
    yield f"user {BROKER}"
    for ask in ASKS.values():
        if ask.server != BROKER:
            yield f"topic deny {root}/+/ask/{ask.name}"
    yield f"topic read {root}/+/ask/+"
    yield f"topic write {root}/+/answer/+"
    for state in STATES.values():
        if state.writer == "broker":
            yield f"topic write {root}/state/{state.kind}/+"
    yield f"topic write {root}/event/+"
    yield ""
    yield "# The bridge to the back office: what it answers, and what it has to know for that."
    yield f"user {BRIDGE}"
    for ask in ASKS.values():
        if ask.server == BRIDGE:
            yield f"topic read {root}/+/ask/{ask.name}"
    yield f"topic write {root}/+/answer/+"
