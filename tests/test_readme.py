"""What the manuals say can be typed is known, and what they point at is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from command import inside

ROOT = Path(__file__).parents[1]
MANUALS = [ROOT / name for name in ("README.md", "glossaries/README.md", "samples/README.md", "CONTRIBUTING.md")]


def commands() -> list[str]:
    """Give the lines of all blocks that begin with `align`."""
    found: dict[str, None] = {}
    for page in MANUALS:
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            lines = (line.removeprefix("$ ") for line in block.splitlines())
            found |= dict.fromkeys(line for line in lines if line.startswith("align "))
    return list(found)


@pytest.mark.parametrize("line", commands())
def test_each_command_is_known_with_its_options(line: str) -> None:
    arguments = shlex.split(line, comments=True)[1:]
    # With --help nothing is done, but an unknown command or option is refused all the same.
    done = inside(*arguments, "--help")
    assert done.code == 0, done.stderr


def test_an_unknown_option_would_be_told() -> None:
    assert inside("translate", "a.txt", "--no-such", "--help").code == 2


@pytest.mark.parametrize("page", MANUALS, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_path_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:align|tests|samples|glossaries)/[\w./-]*)`", text)
    links = [str((page.parent / link).relative_to(ROOT)) for link in re.findall(r"\]\(([\w./-]+)\)", text)]
    assert [path for path in [*named, *links] if not (ROOT / path).exists()] == []


def test_every_room_is_in_the_table() -> None:
    rooms = {folder.parent for folder in (ROOT / "align").glob("*/__init__.py")}
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| room |")[2].partition("\n\n")[0]
    assert {room.name for room in rooms if f"`align/{room.name}/`" not in told} == set()


def test_each_figure_has_a_benchmark_that_prints_it() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    figures = text.partition("## Figures")[2].partition("\n## ")[0]
    areas = re.findall(r"\| `(\w+)` \|$", figures, re.MULTILINE)
    areas += re.findall(r"python tests/bench (\w+)", text + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(areas) > 20
    assert {area for area in areas if not (ROOT / "tests" / "bench" / f"{area}.py").is_file()} == set()
