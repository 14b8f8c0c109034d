from importlib.metadata import EntryPoint

import pytest

from align.errors import UsageError
from align.registry import Registry


def registry(monkeypatch: pytest.MonkeyPatch, *points: tuple[str, str]) -> Registry:
    found = [EntryPoint(name, value, "group") for name, value in points]
    monkeypatch.setattr("align.registry.entry_points", lambda group: found if group == "group" else [])
    return Registry("thing", "group", {"own": "math:pi"})


def test_a_built_in_is_loaded_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert registry(monkeypatch).load("own") == pytest.approx(3.14159, abs=1e-5)


def test_another_package_adds_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = registry(monkeypatch, ("more", "math:e"))
    assert mine.names == ("own", "more")
    assert mine.load("more") == pytest.approx(2.71828, abs=1e-5)


def test_a_built_in_name_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = registry(monkeypatch, ("own", "math:e"))
    assert mine.names == ("own",)
    assert mine.load("own") == pytest.approx(3.14159, abs=1e-5)


def test_two_packages_with_one_name_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="two packages claim the thing 'more'"):
        registry(monkeypatch, ("more", "math:e"), ("more", "math:tau")).load("more")


def test_an_unknown_name_lists_the_known(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="unknown thing 'x'; known: own"):
        registry(monkeypatch).load("x")
