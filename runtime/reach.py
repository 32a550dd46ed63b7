"""Whether the queue service can be reached: connected, online by its own word, and answering."""

from collections.abc import Callable

from contract.channels import BROKER
from contract.messages import DeviceState
from runtime.link import Link


class Reach:
    """Watches the queue service from a device; `changed` is told of every change."""

    def __init__(self, link: Link, changed: Callable[[bool], None]) -> None:
        self._connected = link.wire.connected
        self._online = self._silent = False
        self._changed = changed
        link.wire.on_connection(self._on_connection)
        link.on_state(DeviceState, BROKER, self._on_broker)

    @property
    def reached(self) -> bool:
        """Whether an ask would be answered now, as far as anybody knows."""
        return self._connected and self._online and not self._silent

    def silent(self, silent: bool) -> None:  # noqa: FBT001 - a level
        """Note that it did not answer in time, or that it did again.

        It is forgiven as soon as it is away and comes back.
        """
        self._set(connected=self._connected, online=self._online, silent=silent)

    def _on_connection(self, connected: bool) -> None:  # noqa: FBT001 - the wire's callback
        self._set(connected=connected, online=self._online, silent=self._silent)

    def _on_broker(self, state: DeviceState) -> None:
        online = state.status == "online"
        self._set(connected=self._connected, online=online, silent=self._silent)

    def _set(self, *, connected: bool, online: bool, silent: bool) -> None:
        before = self.reached
        self._connected, self._online = connected, online
        self._silent = silent and connected and online
        if self.reached != before:
            self._changed(self.reached)
