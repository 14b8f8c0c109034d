"""Let the C library keep the memory that CTranslate2 frees: it asks for its arrays anew at every step of a search."""

from __future__ import annotations

import sys

# Parameters of mallopt, as glibc's malloc.h numbers them.
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
# In bytes: keep up to so much at the end of the heap, ask for so much more than is needed, take arrays up to this size
# from the heap. The last is the most that glibc allows; a batch of the usual model works in some 100 MB.
_SIZES = {_TRIM_THRESHOLD: 1 << 30, _TOP_PAD: 64 << 20, _MMAP_THRESHOLD: 32 << 20}


def keep_freed_memory() -> None:
    """Let glibc give less memory back to the system; other C libraries are left as they are.

    Giving it back and fetching it again, page by page, took 9 % of the CPU time of a search with beam 4.
    """
    if sys.platform != "linux":
        return
    import ctypes

    # musl has no mallopt.
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        for parameter, size in _SIZES.items():
            mallopt(parameter, size)
