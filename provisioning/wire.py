"""`motcua wire`: writes the documents rendered from the contract, or says which are stale."""

import sys
from pathlib import Path

from contract.render import documents


def write_or_check(folder: Path, *, check: bool) -> int:
    """Bring the documents under `folder` up to date; with `check` only compare them."""
    rendered = {folder / name: text for name, text in documents().items()}
    stale = sorted(path for path, text in rendered.items() if _text(path) != text)
    left_over = sorted(set((folder / "schemas").rglob("*.json")) - set(rendered))
    if check:
        for path in (*stale, *left_over):
            sys.stderr.write(f"{path} is stale: run `make docs` and commit it\n")
        return 1 if stale or left_over else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rendered[path], encoding="utf-8")
        print(f"wrote {path}")
    for path in left_over:
        path.unlink()
        print(f"removed {path}")
    return 0


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
