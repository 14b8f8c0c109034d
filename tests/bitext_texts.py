"""Texts with their translations, and `align bitext` upon them."""

from __future__ import annotations

from pathlib import Path

from command import inside

SAMPLE = Path(__file__).parents[1] / "samples" / "bitext"
EN, PT = SAMPLE / "corridor.en.txt", SAMPLE / "corridor.pt.txt"
OTHER = """Museum buys a lost map

LISBON - The Maritime Museum has bought a map of 1541 for 230,000 euros. Lopo Homem drew it. Nobody saw it since 1890.

The map shows the coast of Brazil. It will hang beside a globe from Antwerp.
"""
OTHER_PT = """Museu compra um mapa perdido

LISBOA - O Museu Marítimo comprou um mapa de 1541 por 230 000 euros. Desenhou-o Lopo Homem. Ninguém o vê desde 1890.

O mapa mostra a costa do Brasil. Ficará ao lado de um globo de Antuérpia.
"""


def run(*arguments: str | Path) -> tuple[int, str]:
    """Run the command in this process; give its exit code and standard output."""
    done = inside("bitext", *arguments)
    return done.code, done.stdout


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
