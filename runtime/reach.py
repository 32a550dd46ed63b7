"""Whether the queue service can be reached: we are connected, and it says that it is online."""

from collections.abc import Callable

from contract.channels import BROKER
from contract.messages import DeviceState
from runtime.link import Link


class Reach:
    """Watches the queue service from a device; `changed` is told of every change."""

    def __init__(self, link: Link, changed: Callable[[bool], None]) -> None:
        self._connected = link.wire.connected
        self._online = False
        self._changed = changed
        link.wire.on_connection(self._on_connection)
        link.on_state(DeviceState, BROKER, self._on_broker)

    @property
    def reached(self) -> bool:
        """Whether an ask would be answered now, as far as anybody knows."""
        return self._connected and self._online

    def _on_connection(self, connected: bool) -> None:  # noqa: FBT001 - the wire's callback
        self._set(connected=connected, online=self._online)

    def _on_broker(self, state: DeviceState) -> None:
        self._set(connected=self._connected, online=state.status == "online")

    def _set(self, *, connected: bool, online: bool) -> None:
        before = self.reached
        self._connected, self._online = connected, online
        if self.reached != before:
            self._changed(self.reached)
