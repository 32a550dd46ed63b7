"""Names as a dispenser's people read them. Pure."""

from faces.texts import Texts
from ticket_dispenser.world import World, name_of


def class_name(class_id: str, world: World, texts: Texts) -> str:
    """A class in words: the centre's, or those of the message catalogue, or else its identifier."""
    known = {one.id: one for one in world.centre.classes} if world.centre else {}
    if class_id in known and (declared := name_of(known[class_id], texts.language)):
        return declared
    key = f"class.{class_id}"
    return texts.say(key) if key in texts.keys else class_id
