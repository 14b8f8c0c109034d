"""Let tests serve this machine where no network is up: a network namespace begins with its own loopback down."""

from __future__ import annotations

import socket
import struct
import sys

import pytest

_NAME = b"lo"
# linux/sockios.h and linux/if.h: read and write an interface's flags, of which the first says that it is up.
_READ, _WRITE, _UP = 0x8913, 0x8914, 1
# struct ifreq: the name, then a union that begins with the flags.
_REQUEST = struct.Struct("16sh22x")


def wanted() -> None:
    """See that this machine reaches itself, or skip the test; only where no other interface is, one is touched."""
    if is_up():
        return
    reason = "this machine does not reach itself"
    if sys.platform != "linux" or [name.encode() for _, name in socket.if_nameindex()] != [_NAME]:
        pytest.skip(reason)
    try:
        _raise()
    except OSError as error:
        pytest.skip(f"{reason}, and its loopback cannot be brought up: {error.strerror}")


def is_up() -> bool:
    """Look whether there is a way to this machine; nothing is sent."""
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        return not probe.connect_ex(("127.0.0.1", 9))


def _raise() -> None:
    import fcntl

    with socket.socket(type=socket.SOCK_DGRAM) as any_socket:
        _, flags = _REQUEST.unpack(fcntl.ioctl(any_socket, _READ, _REQUEST.pack(_NAME, 0)))
        fcntl.ioctl(any_socket, _WRITE, _REQUEST.pack(_NAME, flags | _UP))
