"""No network: sockets are refused in this process, and in the worker processes that it starts.

Python tells an audit hook of every use of a socket before it happens; the hook refuses all but those between processes
of this machine (Unix sockets), and the machine itself where a page is served. A hook cannot be taken off again.
"""

from __future__ import annotations

import ipaddress
import sys
from enum import Enum
from typing import Any

from align.errors import OfflineError

# https://docs.python.org/3/library/audit_events.html; each with the place of what names the other side, if it is named.
_EVENTS = {
    "socket.__new__": None,
    "socket.connect": 1,
    "socket.bind": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "socket.getnameinfo": 0,
}


class Network(Enum):
    """How far this process reaches."""

    OPEN = "open"
    LOOPBACK = "loopback"
    NONE = "none"


class _Guard:
    """The one hook of this process, and what it allows."""

    network = Network.OPEN


def refuse(*, loopback: bool = False) -> None:
    """Refuse the network from now on; with `loopback` this machine itself may still be served and asked."""
    if _Guard.network is Network.OPEN:
        sys.addaudithook(_hook)
    _Guard.network = Network.LOOPBACK if loopback else Network.NONE


def refused() -> Network:
    """Say how far this process reaches, for a worker process to keep it."""
    return _Guard.network


def keep(network: Network) -> None:
    """Reach no further than the process that started this one."""
    if network is not Network.OPEN:
        refuse(loopback=network is Network.LOOPBACK)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _EVENTS or _is_local(event, arguments):
        return
    raise OfflineError(f"the network is refused: {event.removeprefix('socket.')} {_other(event, arguments)!r}")


def _other(event: str, arguments: tuple[Any, ...]) -> Any:
    place = _EVENTS[event]
    return arguments[1:] if place is None else arguments[place]


def _is_local(event: str, arguments: tuple[Any, ...]) -> bool:
    """Tell whether the use stays on this machine, as far as that is allowed."""
    import socket

    unix = getattr(socket, "AF_UNIX", None)
    if event == "socket.__new__":
        # A socket made from a descriptor names no family; what it is then used for is seen.
        return arguments[1] in {unix, -1} or _Guard.network is Network.LOOPBACK
    if isinstance(arguments[0], socket.SocketType) and arguments[0].family == unix:
        return True
    return _Guard.network is Network.LOOPBACK and _is_loopback(_other(event, arguments))


def _is_loopback(address: Any) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
