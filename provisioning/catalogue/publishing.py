"""`motcua catalogue key` and `publish`: a catalogue is signed and laid where the centre serves it.

The queue service finds it there, announces it, and hands it out to kiosks, which check the
signature. Publishing an older catalogue again is publishing: it is signed anew, and kiosks take it.
"""

import hashlib
import os
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from broker.console.shelf import Shelf, ShelfError
from broker.settings import CentreSettings
from contract import messages as m
from contract.catalogue import Catalogue
from runtime import signing
from runtime.catalogue_file import load
from runtime.clock import Clock
from runtime.keep import keep
from runtime.settings import SettingsError, read

DONE, REFUSED, BAD_INPUT = 0, 1, 2
SECOND = 1000

_SIGNATURE = "A" * 86 + "=="
"""Stands where the signature will stand."""


class UnpublishableError(Exception):
    """A catalogue must not be published as it is. The text is one line that says what to do."""


def make_key(out: Path, until: date, clock: Clock) -> int:
    """Make a key, and say what goes into the settings of kiosks."""
    if _today(clock) > until:
        sys.stderr.write(f"motcua catalogue key: {until} is past: no kiosk would believe the key\n")
        return BAD_INPUT
    pair = signing.new_pair(until)
    try:
        signing.keep(out, pair.private)
    except FileExistsError:
        sys.stderr.write(f"motcua catalogue key: {out} is there already, and is not overwritten\n")
        return BAD_INPUT
    except OSError as error:
        sys.stderr.write(f"motcua catalogue key: {out} cannot be written ({error.strerror})\n")
        return BAD_INPUT
    print(
        f"{out} signs from now on. Into the settings of every kiosk:\n\n"
        f'[[catalogue.keys]]\nid = "{pair.public.id}"\npublic = "{pair.public.public}"\n'
        f"until = {pair.public.until}"
    )
    return DONE


def publish(file: Path, config: Path, key: Path, clock: Clock) -> int:
    """Sign a catalogue and lay it out.

    Returns:
        0 when it is laid out, 1 when it must not be published as it is.

    Raises:
        CatalogueFileError, SettingsError: a file cannot be used.
    """
    settings = read(config, CentreSettings)
    try:
        catalogue = load(file)
        _look(catalogue, settings)
        state = laid_out(file, catalogue, settings, signing.kept(key), clock)
    except UnpublishableError as error:
        sys.stderr.write(f"motcua catalogue publish: {error}\n")
        return REFUSED
    except OSError as error:
        raise SettingsError(
            f"{settings.data}: {error.strerror or error}; `data` of {config} must be a folder that"
            " this user may write"
        ) from None
    print(
        f"{state.count} procedures as of {state.date} are published for {state.centre}: version"
        f" {state.version}, {state.size / 1e6:.1f} MB, signed with key {state.key}"
    )
    return DONE


def _look(catalogue: Catalogue, settings: CentreSettings) -> None:
    """Refuse what citizens must not see, or what would lead them into no queue."""
    internal = [one.code for one in catalogue.procedures if one.is_internal]
    if internal:
        raise UnpublishableError(
            f"{internal[0]} is an internal procedure ({len(internal)} in all), which citizens never"
            " see: import the catalogue anew"
        )
    known = {service.id for service in settings.services}
    lost = [one for one in catalogue.procedures if one.service and one.service not in known]
    if lost:
        raise UnpublishableError(
            f'{lost[0].code} is in the queue "{lost[0].service}", which this centre does not have'
            f" ({len(lost)} in all): correct `service`, or the settings"
        )
    if not catalogue.procedures:
        raise UnpublishableError("no procedure is in it")
    if settings.web is None:
        raise UnpublishableError(
            "nobody would serve it: add a table [web] to the centre's settings"
        )


def laid_out(
    file: Path,
    catalogue: Catalogue,
    settings: CentreSettings,
    key: signing.PrivateKey,
    clock: Clock,
) -> m.CatalogueState:
    """Sign a catalogue, and lay it and the word about it out; raises `OSError`."""
    now, shelf = clock.now(), Shelf(settings.data)
    if _today(clock) > key.until:
        raise UnpublishableError(
            f"the key is good until {key.until} only: make a new one, and give it to the kiosks"
        )
    before = _before(shelf)
    serial = max(now, before.serial + 1) if before else now
    shelf.folder.mkdir(parents=True, exist_ok=True)
    target = shelf.file(catalogue.version)
    _copy(file, target)
    state = _signed(catalogue, target, settings.centre, serial, key)
    keep(shelf.manifest, state.model_dump_json(exclude={"port"}))
    wanted = {target, shelf.file(before.version)} if before else {target}
    for path in shelf.folder.glob("*.db"):
        if path not in wanted:
            path.unlink(missing_ok=True)
    return state


def _today(clock: Clock) -> date:
    return datetime.fromtimestamp(clock.now() / SECOND, UTC).date()


def _before(shelf: Shelf) -> m.CatalogueState | None:
    """What was published last, if that can be read."""
    try:
        return shelf.published()
    except ShelfError:
        return None


def _copy(file: Path, target: Path) -> None:
    beside = target.with_name(f"{target.name}.new")
    try:
        shutil.copyfile(file, beside)
        with beside.open("rb") as copied:
            os.fsync(copied.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _signed(
    catalogue: Catalogue, target: Path, centre: str, serial: int, key: signing.PrivateKey
) -> m.CatalogueState:
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = target.stat().st_size
    if size > m.LARGEST_CATALOGUE:
        raise UnpublishableError(f"it has {size} bytes, and kiosks take {m.LARGEST_CATALOGUE}")
    state = m.CatalogueState(
        centre=centre,
        version=catalogue.version,
        date=catalogue.date,
        serial=serial,
        count=len(catalogue.procedures),
        size=size,
        sha256=digest,
        path=f"/catalogue/{catalogue.version}.db",
        key=key.id,
        signature=_SIGNATURE,
    )
    return state.model_copy(update={"signature": signing.signed(m.signed_part(state), key)})
