"""The memory of a search stays with the process."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

# Takes 96 MB and gives them back, as often as it is asked; says how many pages were fetched for it.
ROUNDS = """
import ctypes, resource
from align.engines.ctranslate.allocator import keep_freed_memory
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
library.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
library.free.argtypes = [ctypes.c_void_p]
def fetched():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    blocks = [library.malloc(24 << 20) for _ in range(4)]
    for block in blocks:
        library.memset(block, 1, 24 << 20)
    for block in blocks:
        library.free(block)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
before = min(fetched() for _ in range(3))
keep_freed_memory()
fetched()
print(before, min(fetched() for _ in range(3)))
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallopt"), reason="only glibc is told to keep memory"
)
def test_freed_memory_is_used_again() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ROUNDS], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    before, after = map(int, done.stdout.split())
    assert after < before / 10
