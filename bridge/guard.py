"""Wrong guesses: how many there were, for a dossier and at a device, and when the next may come.

Whoever guesses is told no more than that it may be tried again later. Time is an argument, in
milliseconds of a clock that never jumps; what is long over is forgotten.
"""

from dataclasses import dataclass, field

from bridge.settings import Patience

SECOND = 1000
MINUTE = 60 * SECOND

Key = tuple[str, str]
"""What guesses are counted for: a kind, `code` or `device`, and its name."""


@dataclass(slots=True)
class Guard:
    """What was guessed lately, as long as this process lives."""

    per_code: Patience
    per_device: Patience
    _wrong: dict[Key, list[int]] = field(default_factory=dict, init=False)
    """When, the latest last."""

    def try_(self, device: str, code: str, now: int) -> bool:
        """Whether a device may try a code now; if so it counts as wrong until `take_back`.

        It counts at once, so that many tries at the same moment are as many guesses.
        """
        self._forget(now)
        keys = _keys(device, code)
        if any(now < self._free_again(key) for key in keys):
            return False
        for key in keys:
            self._wrong.setdefault(key, []).append(now)
        return True

    def take_back(self, device: str, code: str, tried_at: int, *, right: bool) -> None:
        """The try of then was no wrong guess: it was right, or nobody knows.

        Who knows the secret is trusted with this dossier, but not with those of others.
        """
        for key in _keys(device, code):
            if tried_at in (wrong := self._wrong.get(key, [])):
                wrong.remove(tried_at)
        if right:
            self._wrong.pop(("code", code), None)

    def _free_again(self, key: Key) -> int:
        wrong, rules = self._wrong.get(key, []), self._rules(key)
        if len(wrong) < rules.slow_after:
            return 0
        lock = rules.lock_min * MINUTE
        if len(wrong) >= rules.lock_after:
            return wrong[-1] + lock
        pause = rules.pause_s * SECOND << (len(wrong) - rules.slow_after)
        return wrong[-1] + min(pause, lock)

    def _forget(self, now: int) -> None:
        """A guess counts as long as a lock lasts; one of the future is of a clock that was wrong.

        Those of a lock are forgotten together, when it ends.
        """
        for key, wrong in list(self._wrong.items()):
            rules = self._rules(key)
            lock = rules.lock_min * MINUTE
            locked = len(wrong) >= rules.lock_after and 0 <= now - wrong[-1] < lock
            left = wrong if locked else [at for at in wrong if 0 <= now - at < lock]
            if left:
                self._wrong[key] = left
            else:
                del self._wrong[key]

    def _rules(self, key: Key) -> Patience:
        return self.per_code if key[0] == "code" else self.per_device


def _keys(device: str, code: str) -> tuple[Key, Key]:
    return ("code", code), ("device", device)
