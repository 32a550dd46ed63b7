"""A file is fetched by HTTP, no more of it than was announced, and no screen waits for it."""

import asyncio
import os
from io import BufferedWriter
from pathlib import Path

from aiohttp import ClientSession, ClientTimeout

from kiosk.editions import DamagedError

CHUNK = 256 * 1024
"""Bytes that are written at once."""

SLOWEST, LEAST_S = 100_000, 60
"""Bytes a second, and seconds: a file that takes longer is given up, and tried again later."""

_FOUND = 200


async def download(url: str, path: Path, size: int) -> None:
    """Fetch a file of `size` bytes; it is on the disk when this returns.

    Raises:
        DamagedError: the server has none, or one of another size.
        aiohttp.ClientError, TimeoutError, OSError: the server or the disk failed; try again.
    """
    patience = ClientTimeout(total=LEAST_S + size / SLOWEST, sock_connect=10, sock_read=30)
    async with (
        ClientSession(timeout=patience) as session,
        session.get(url, allow_redirects=False) as response,
    ):
        if response.status != _FOUND:
            raise DamagedError(f"{url}: the server says {response.status} {response.reason}")
        file = await asyncio.to_thread(path.open, "wb")
        try:
            come = 0
            async for chunk in response.content.iter_chunked(CHUNK):
                come += len(chunk)
                if come > size:
                    raise DamagedError(f"{url}: more comes than the {size} bytes that were told")
                await asyncio.to_thread(file.write, chunk)
            await asyncio.to_thread(_settle, file)
        finally:
            await asyncio.to_thread(file.close)
    if come != size:
        raise DamagedError(f"{url}: {come} bytes came instead of {size}")


def _settle(file: BufferedWriter) -> None:
    file.flush()
    os.fsync(file.fileno())
