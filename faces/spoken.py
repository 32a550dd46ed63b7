"""How labels are spoken: sign by sign, since a voice runs digits together to one large number."""

from faces.texts import Texts


def spelled(label: str, texts: Texts) -> str:
    """Return the words of a ticket's or a counter's label: `A012` becomes `A không một hai`.

    What is neither letter nor digit is not spoken. The words have pauses between them where a
    language needs them, and none at the end.
    """
    return " ".join(_named(sign, texts) for sign in label if sign.isalnum()).rstrip(",")


def _named(sign: str, texts: Texts) -> str:
    digit = f"spoken.{sign}"
    if digit in texts.keys:
        return texts.say(digit)
    return texts.say("spoken.letter", letter=sign.upper())
