"""Typing Vietnamese with the digits after the letters: VNI. Pure.

`1` to `5` are the five tones, `6` the circumflex, `7` the horn, `8` the breve, `9` the stroke of đ,
and `0` takes a tone away. A digit that cannot mark anything is a digit.
"""

from faces.marking import appended, circumflexed, decoded, hooked, stroked, toned

_TONES = dict(zip("12345", "sfrxj", strict=True)) | {"0": "z"}


def decode_vni(keys: str) -> str:
    """The word that was meant with all keys of a word: `d9u7o7c5` is `được`."""
    return decoded(keys, _marked)


def _marked(word: str, key: str) -> str:
    if key in _TONES:
        return toned(word, key, _TONES[key])
    if key == "6":
        return circumflexed(word, key, "aeo")
    if key in ("7", "8"):
        return hooked(word, key, "uo" if key == "7" else "a")
    return stroked(word, key) if key == "9" else appended(word, key)
