"""Glossaries for the tests of names, written to a file as a translator would."""

from __future__ import annotations

import tempfile
from pathlib import Path

from align.names.termbase import Termbase

CSV = """\
concept,kind,form,case,translate,en,en:deprecated,pt,pt:deprecated,ru,ko,de
kim-hong-kyun,person,full,,,Kim Hong-kyun,,Kim Hong-kyun,,Ким Хон Гюн,김홍균,Kim Hong-kyun
kim-hong-kyun,person,short,,,Kim,,Kim,,Ким,김,Kim
kim-jong-un,person,full,,,Kim Jong Un | Kim Jong-un,,Kim Jong-un,,Ким Чен Ын,김정은,Kim Jong-un
kim-jong-un,person,short,,,Kim,,Kim,,Ким,김,Kim
putin,person,full,,,Vladimir Putin,,Vladimir Putin,,Владимир Путин,블라디미르 푸틴,Wladimir Putin
putin,person,short,,,Putin,,Putin,,Путин,푸틴,Putin
zelensky,person,full,,,Volodymyr Zelenskyy | Volodymyr Zelensky,,Volodymyr Zelensky,,Владимир Зеленский,,
zelensky,person,short,,,Zelenskyy | Zelensky,,Zelensky,,Зеленский,,
kyiv,place,full,,,Kyiv,Kiev,Kyiv,Kiev,Киев,키이우,Kyjiw
seoul,place,full,,,Seoul,,Seul,,Сеул,서울,Seoul
moscow,place,full,,,Moscow,,Moscou,,Москва,모스크바,Moskau
new-york,place,full,,,New York,,Nova York,,,뉴욕,
usa,place,full,,,US | U.S.,,EUA,,США,미국,USA
un,organisation,full,,,United Nations,,Organização das Nações Unidas,,,유엔,Vereinte Nationen
un,organisation,short,,,UN,,ONU,,ООН,,UN
will,organisation,full,exact,,Will,,Will,,,,
peninsula,place,full,first,,the peninsula,,a península,,,,
brand,organisation,full,,no,Vesti,,,,,,
sg,title,full,,,secretary-general,,secretário-geral | secretária-geral,,генеральный секретарь,,
untold,place,full,,,Odesa,,,,,,
regex,organisation,full,,,C++ (Group) [a-z]*,,Grupo C++ (\\d),,,,
"""


def termbase() -> Termbase:
    """Read the glossary from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.csv"
        path.write_text(CSV, encoding="utf-8")
        return Termbase.load([path])


def written(folder: Path, text: str, name: str = "names.csv") -> Path:
    """Write a glossary file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
