"""Settings files: TOML in, a closed model out.

A file with an unknown key, a missing key or a bad value is refused with one line that names the
file, the key and the remedy. A relative path in a file is relative to that file.
"""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from contract.messages import Name
from runtime.explain import explain

M = TypeVar("M", bound=BaseModel)


class SettingsError(Exception):
    """A settings file cannot be used. The text is one line for the technician."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("must be a time zone such as Asia/Ho_Chi_Minh") from None
    return name


Zone = Annotated[str, AfterValidator(_zone)]
"""Name of a time zone, for example `Asia/Ho_Chi_Minh`."""


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"must be a regular expression ({error})") from None
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
"""A regular expression that a whole text must fit."""


class Settings(BaseModel):
    """A table of a settings file. The string under a field is its meaning, shown in errors."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True
    )


class ServerSettings(Settings):
    """Where the MQTT server is and how it is told who we are."""

    host: str = Field(min_length=1)
    """Name or address of the MQTT server, for example `192.168.1.10`."""
    port: int = Field(default=1883, ge=1, le=65535)
    """Port of the MQTT server: 1883, or usually 8883 with TLS."""
    username: Name | None = None
    """User at the MQTT server; without it the device's name, which the access list wants."""
    password_file: Path | None = None
    """File with the password in its first line."""
    ca_file: Path | None = None
    """Certificate of the centre's authority (PEM); with it the connection uses TLS."""
    certificate_file: Path | None = None
    """Certificate of this device (PEM)."""
    key_file: Path | None = None
    """Private key of this device (PEM)."""

    @model_validator(mode="after")
    def _tls_is_whole(self) -> Self:
        names = ("ca_file", "certificate_file", "key_file")
        absent = [name for name in names if getattr(self, name) is None]
        if 0 < len(absent) < len(names):
            raise ValueError(f"TLS needs {', '.join(names)}; add {' and '.join(absent)}")
        return self


class ScreenSettings(Settings):
    """A touch screen at this machine."""

    driver: Literal["screen"] = "screen"
    """The only kind of face so far."""
    fullscreen: bool = True
    """Fill the screen; otherwise a window of `width` and `height`."""
    width: int = Field(default=1024, ge=320, le=3840)
    """Pixels of the window."""
    height: int = Field(default=600, ge=240, le=2160)
    """Pixels of the window."""

    @property
    def window(self) -> tuple[int, int] | None:
        """Width and height of the window; None for the whole screen."""
        return None if self.fullscreen else (self.width, self.height)


class TechnicianSettings(Settings):
    """The technician's page on the device itself."""

    pin: str = Field(pattern=r"^[0-9]{4,8}$")
    """Four to eight digits that open it."""


class DeviceSettings(Settings):
    """What every device of ours must be told; each app adds its own."""

    centre: Name
    """Short name of the centre, the same on all its devices, for example `phuong-1`."""
    device: Name
    """Name of this device, different on each, for example `pad-3`."""
    server: ServerSettings
    """The MQTT server."""
    data: Path
    """Folder for what must survive a power cut."""
    trust_clock: bool = False
    """Believe this machine's clock although no time service keeps it."""
    language: Literal["vi", "en"] = "vi"
    """Language of what people read and hear."""


def read(path: Path, model: type[M]) -> M:
    """Read a settings file.

    Raises `SettingsError`. Of several errors the first is told, and how many more there are.
    """
    values = _parse(path)
    try:
        settings = model.model_validate(values)
    except ValidationError as error:
        reason = explain(error, model, values)
        raise SettingsError(_one_line(f"{path}: {reason}")) from None
    return _rebased(settings, path.absolute().parent)


def _parse(path: Path) -> dict[str, object]:
    try:
        # Editors on Windows put a byte order mark before the text; `-sig` takes it away.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        reason = "there is no such file; check the name that was given"
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check that it is a file this user may read"
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} is not UTF-8; save the file with the encoding UTF-8"
    except tomllib.TOMLDecodeError as error:
        reason = f"is not TOML: {error}; correct it there"
    raise SettingsError(_one_line(f"{path}: {reason}"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rebased(model: M, folder: Path) -> M:
    """The same settings with every relative path starting at `folder`."""
    return model.model_copy(update={name: _anchored(value, folder) for name, value in model})


def _anchored(value: object, folder: Path) -> object:
    match value:
        case Path():
            return folder / value
        case BaseModel():
            return _rebased(value, folder)
        case tuple() | list():
            return type(value)(_anchored(item, folder) for item in value)
        case dict():
            return {key: _anchored(item, folder) for key, item in value.items()}
        case _:
            return value
