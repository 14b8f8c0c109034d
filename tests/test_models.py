"""`align models` installs for a pair what it or its route needs, from lists, files, folders and addresses."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from command import inside
from model_server import FIREFOX_INDEX, argos_package, files_under
from model_work import NOTHING, Notes, converted, install, translated

from align.engines.firefox import FirefoxEngine
from align.errors import AlignError, InputError, ModelMissingError, UsageError
from align.languages import Pair
from align.models import catalogue, work
from align.models.offer import Offer, best
from align.models.plan import Program, plan

if TYPE_CHECKING:
    from pathlib import Path

    from model_server import ModelServer


def test_a_firefox_model_is_installed_and_translates(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx", is_real=True)
    done = inside("models", "install", "en-xx")
    assert (done.code, done.stdout) == (0, "")
    assert "fetching model.enxx.intgemm.alphas.bin 17.1 MB" in done.stderr
    assert "installed en-xx for firefox" in done.stderr
    assert files_under(models) == [
        "firefox/en-xx/align-model.json",
        "firefox/en-xx/lex.50.50.enxx.s2t.bin",
        "firefox/en-xx/model.enxx.intgemm.alphas.bin",
        "firefox/en-xx/vocab.enxx.spm",
    ]
    assert translated("en-xx") == "A casa é verde."


def test_a_model_with_two_vocabularies_is_whole(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-zh-Hans", split=True)
    notes = install("en-zh")
    assert sum(size for _, size, _ in notes.fetched) == notes.moved
    assert {path.name.split(".")[0] for path in (models / "firefox" / "en-zh").iterdir()} == {
        "align-model",
        "lex",
        "model",
        "srcvocab",
        "trgvocab",
    }
    assert Pair("en", "zh") in FirefoxEngine().pairs()


def test_an_argos_package_is_installed(server: ModelServer, models: Path) -> None:
    path = server.add_argos("en", "xx")
    assert install("en-xx").sizes == [len(server.files[path])]
    assert files_under(models) == [
        "argos/en-xx/align-model.json",
        "argos/en-xx/metadata.json",
        "argos/en-xx/model/model.bin",
        "argos/en-xx/model/shared_vocabulary.txt",
        "argos/en-xx/sentencepiece.model",
    ]


@pytest.mark.parametrize("engine", ["", "argos"])
def test_firefox_goes_before_argos_unless_asked(server: ModelServer, models: Path, engine: str) -> None:
    server.add_firefox("en-xx")
    server.add_argos("en", "xx")
    install("en-xx", engine=engine)
    assert {name.split("/")[0] for name in files_under(models)} == {engine or "firefox"}


def test_a_route_is_proposed_and_only_what_is_missing_fetched(server: ModelServer, models: Path) -> None:
    server.add_firefox("xx-en")
    server.add_firefox("en-pt", "3.9")
    assert "no single model for xx-pt; the route is xx-en (firefox) + en-pt (here already)" in install("xx-pt")
    assert [path.name for path in (models / "firefox").iterdir()] == ["xx-en"]
    again = install("xx-pt", "xx-en", "en-pt-BR")
    assert len([text for text in again.said if "installed already" in text]) == 3
    assert "all that xx-pt needs is installed already" in again
    assert not again.fetched


def test_a_route_may_be_all_new(server: ModelServer, models: Path) -> None:
    for pair in ("xx-en", "en-yy", "xx-qq", "qq-yy"):
        server.add_firefox(pair)
    assert "the route is xx-en (firefox) + en-yy (firefox)" in install("xx-yy")
    assert {path.name for path in (models / "firefox").iterdir()} == {"xx-en", "en-yy"}


@pytest.mark.parametrize(
    ("pair", "present", "offers", "programs", "legs"),
    [
        ("a-b", "", "a-b", "", "+a-b"),
        ("a-b", "a-b", "a-b", "", "a-b"),
        ("a-b", "", "a-b", "a-b", "+a-b"),
        ("a-b", "", "", "a-b", "*a-b"),
        ("a-c", "en-c", "a-en en-c a-x x-c", "", "+a-en en-c"),
        ("a-c", "x-c", "a-en en-c a-x", "", "+a-x x-c"),
        ("a-c", "", "a-x x-c a-en en-c", "", "+a-en +en-c"),
        # A program writes the target only where no model does within its detour.
        ("a-c", "en-c", "a-en", "a-c a-en", "+a-en en-c"),
        ("a-c", "x-c", "a-en en-x", "a-c", "*a-c"),
        ("a-c", "en-c", "", "a-en", "*a-en en-c"),
        ("a-e", "d-e", "a-b b-c c-d", "", ""),
        ("a-c", "", "b-a c-b", "", ""),
    ],
)
def test_the_plan(pair: str, present: str, offers: str, programs: str, legs: str) -> None:
    def pairs(text: str) -> list[Pair]:
        return [Pair(*written.split("-")) for written in text.split()]

    known = [Offer("firefox", one, "1.0", "", ()) for one in pairs(offers)]
    here = {one: Program("apertium", 1.5) for one in pairs(programs)}
    try:
        (goal,) = pairs(pair)
        found = plan(goal, pairs(present), known, here)
    except ModelMissingError:
        found = ()
    assert " ".join(f"{'+' if leg.offer else '*' if leg.program else ''}{leg.pair}" for leg in found) == legs


def test_the_better_offer_is_chosen() -> None:
    pair = Pair("en", "xx")
    old, new, other = (Offer(e, pair, v, "", ()) for e, v in (("argos", "1.9"), ("argos", "1.10"), ("firefox", "0.1")))
    assert best((old, new)) is new
    assert best((new, other, old)) is other


def test_what_only_apertium_has_is_said(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    with pytest.raises(ModelMissingError, match="no model from Urdu to Hindi") as caught:
        install("ur-hi")
    assert caught.value.advice == "apt install apertium-urd-hin"
    assert files_under(models) == NOTHING


def test_a_pair_that_nobody_offers_names_the_near_ones(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    with pytest.raises(ModelMissingError, match="no model from English to qq, and no route; there are en-xx") as caught:
        install("en-qq")
    assert caught.value.advice == "align models list"
    assert files_under(models) == NOTHING


def test_a_model_is_removed_and_a_bundled_one_stays(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx")
    install("en-xx")
    work.remove_all(["en-xx"], "", Notes())
    assert files_under(models) == NOTHING
    with pytest.raises(UsageError, match="'en-xx' is not installed; installed: none"):
        work.remove_all(["en-xx"], "", Notes())
    bundled = inside("models", "remove", "en-pt")
    assert (bundled.code, "comes with Align and stays" in bundled.stderr) == (2, True)


def test_removing_what_two_engines_have_asks_which(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    server.add_argos("en", "xx")
    install("en-xx", engine="argos")
    shutil.copytree(models / "argos" / "en-xx", models / "firefox" / "en-xx")
    with pytest.raises(UsageError, match="two engines have 'en-xx'"):
        work.remove_all(["en-xx"], "", Notes())
    work.remove_all(["en-xx"], "argos", Notes())
    assert not (models / "argos" / "en-xx").exists()


def test_a_file_a_folder_and_an_address_are_installed(server: ModelServer, models: Path, tmp_path: Path) -> None:
    package = tmp_path / "some.argosmodel"
    package.write_bytes(argos_package("en", "aa"))
    folder = tmp_path / "en-bb"
    folder.mkdir()
    for name in ("model.enbb.bin", "vocab.enbb.spm"):
        (folder / name).touch()
    address = server.address + server.add_argos("en", "cc")
    install(package, folder, address)
    assert {tuple(name.split("/")[:2]) for name in files_under(models)} == {
        ("argos", "en-aa"),
        ("firefox", "en-bb"),
        ("argos", "en-cc"),
    }
    assert not server.of(FIREFOX_INDEX)


def test_a_folder_of_articles_with_the_name_of_a_pair_is_not_meant(
    server: ModelServer, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.add_firefox("en-xx")
    (tmp_path / "en-xx").mkdir()
    monkeypatch.chdir(tmp_path)
    install("en-xx")
    assert (models / "firefox" / "en-xx").is_dir()
    with pytest.raises(InputError, match="holds no model"):
        install("./en-xx")


def test_converted_folders_are_installed(models: Path, tmp_path: Path) -> None:
    opus = converted(tmp_path / "opus-mt-en-fi", ["a"], "source.spm", "target.spm")
    nameless = converted(tmp_path / "model", ["a"], "source.spm", "target.spm")
    many = converted(tmp_path / "m2m", ["__en__", "__pt__", "__ko__", "a"], "sentencepiece.bpe.model")
    install(opus, many)
    with pytest.raises(InputError, match="its name does not tell the pair"):
        install(nameless)
    work.install_all([str(nameless)], Pair("en", "et"), "", Notes())
    assert {path.name for path in (models / "ctranslate").iterdir()} == {"en-fi", "en-et", "m2m"}
    assert "en-ko is installed already" in _said_when_installing_offline("en-ko")
    rows = [row for row in catalogue.rows(()) if row.engine == "ctranslate"]
    assert {(row.pair, row.state) for row in rows} == {(one, "installed") for one in ("en-fi", "en-et", "")}
    work.export_all(["ko-pt"], tmp_path / "ko-pt.zip", Notes(), force=False)
    work.remove_all(["m2m", "en-fi"], "", Notes())
    assert {path.name for path in (models / "ctranslate").iterdir()} == {"en-et"}
    work.import_all(tmp_path / "ko-pt.zip", Notes())
    assert {path.name for path in (models / "ctranslate").iterdir()} == {"en-et", "m2m"}


@pytest.mark.parametrize("where", [".", ".."])
def test_the_folder_where_one_stands_is_installed(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    folder = converted(tmp_path / "opus-mt-en-fi", ["a"], "source.spm", "target.spm")
    (folder / "inside").mkdir()
    monkeypatch.chdir(folder if where == "." else folder / "inside")
    install(where)
    assert (models / "ctranslate" / "en-fi" / "model.bin").is_file()


def _said_when_installing_offline(pair: str) -> Notes:
    notes = Notes()
    work._install_pair(Pair.parse(pair), (), notes)
    return notes


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no archive", "is neither an .argosmodel nor another zip or tar archive"),
        (b"PK\x05\x06" + bytes(18), "holds no model that Align knows"),
        (argos_package("en", "xx")[:-30], "archive"),
        (b"", "is neither"),
    ],
)
def test_a_file_that_is_no_model_is_refused(models: Path, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "some.argosmodel"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        install(path)
    assert files_under(models) == NOTHING


def test_errors_are_errors_of_align(models: Path) -> None:
    for words in (["not a pair"], ["/no/such/file"], ["file:///etc/passwd"]):
        with pytest.raises(AlignError, match="is no pair such as"):
            install(*words)
    assert files_under(models) == NOTHING
