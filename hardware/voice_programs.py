"""Programs that make and play sound: each is started, fed, waited for, and never left behind."""

import asyncio
import shutil
from asyncio.subprocess import PIPE
from collections.abc import Iterable, Sequence
from typing import Final

from hardware.voice import VoiceError

PACKAGES: Final = {"espeak-ng": "espeak-ng", "aplay": "alsa-utils"}
"""Each program with the Debian package that it comes in."""


class ProgramError(VoiceError):
    """A program was started and did not do its work."""


def missing(programs: Iterable[str]) -> str:
    """What to install before these programs can be started; empty when nothing is missing."""
    gone = [program for program in programs if shutil.which(program) is None]
    packages = " ".join(PACKAGES.get(program, program) for program in gone)
    return f"{', '.join(gone)} is missing: apt-get install {packages}" if gone else ""


async def run(command: Sequence[str], sent: bytes, *, within: float) -> bytes:
    """Start a program, send it this, and return what it wrote; cancelled, kill it.

    Raises:
        ProgramError: it failed, or did not end within so many seconds.
        VoiceError: it is not there, or cannot be started.
    """
    program = command[0]
    try:
        async with asyncio.timeout(within):
            status, written, complaint = await _communicate(command, sent)
    except TimeoutError:
        raise ProgramError(f"{program} did not end within {within:.0f} s") from None
    except OSError as error:
        raise VoiceError(missing([program]) or f"{program} cannot be started ({error})") from error
    if status:
        said = complaint.decode(errors="replace").strip().splitlines()
        raise ProgramError(f"{program} failed: {said[-1] if said else f'status {status}'}")
    return written


async def _communicate(command: Sequence[str], sent: bytes) -> tuple[int | None, bytes, bytes]:
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    try:
        written, complaint = await process.communicate(sent)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode, written, complaint
