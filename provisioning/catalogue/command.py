"""Which word of `motcua catalogue` does what."""

import argparse
import sys

from runtime.catalogue_file import CatalogueFileError
from runtime.clock import SystemClock
from runtime.settings import SettingsError

BAD_INPUT = 2


def run(arguments: argparse.Namespace) -> int:
    """Do it.

    Returns:
        0 when all is well, 1 when a person should look, 2 when nothing could be done.
    """
    try:
        return _run(arguments)
    except (CatalogueFileError, SettingsError) as error:
        sys.stderr.write(f"motcua catalogue {arguments.catalogue}: {error}\n")
        return BAD_INPUT


def _run(arguments: argparse.Namespace) -> int:
    match arguments.catalogue:
        case "import":
            from provisioning.catalogue.importing import run as import_

            return import_(
                arguments.files, arguments.out, arguments.date, arguments.services, SystemClock()
            )
        case "check":
            from provisioning.catalogue.checking import run as check

            return check(arguments.file, arguments.config, SystemClock(), as_json=arguments.json)
        case "diff":
            from provisioning.catalogue.comparing import run as diff

            return diff(arguments.old, arguments.new)
        case "show":
            from provisioning.catalogue.showing import run as show

            return show(arguments.code, arguments.file, as_json=arguments.json)
        case "search":
            from provisioning.catalogue.searching import run as search

            queries = sys.stdin if arguments.batch else (arguments.words,)
            return search(arguments.file, queries, arguments.limit, as_json=arguments.json)
    return _publication(arguments)


def _publication(arguments: argparse.Namespace) -> int:
    from provisioning.catalogue import publishing

    if arguments.catalogue == "key":
        return publishing.make_key(arguments.out, arguments.until, SystemClock())
    return publishing.publish(arguments.file, arguments.config, arguments.key, SystemClock())
