"""What can be told of an ask that cannot be read."""

import json
from uuid import UUID

from pydantic import ValidationError

LONGEST_DETAIL = 200
"""Characters told of what could not be read: whoever sent it chose them."""


def first_error(error: ValidationError) -> str:
    """What is wrong with it, and where, in English."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    told = f"{where}: {first['msg']}" if where else first["msg"]
    return told[:LONGEST_DETAIL]


def id_in(payload: bytes) -> UUID | None:
    """The id of an ask that is wrong in other ways, so that even it can be answered."""
    try:
        return UUID(json.loads(payload)["id"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
