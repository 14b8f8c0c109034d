"""Print every figure that the project claims; `python tests/bench [AREA…]` prints some of them."""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
AREAS = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def main() -> None:
    """Run the benchmarks named, or all."""
    for area in sys.argv[1:] or AREAS:
        print(f"\n== {area} ==", flush=True)
        importlib.import_module(area).main()


if __name__ == "__main__":
    main()
