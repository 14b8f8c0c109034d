"""`align models` against a real server: what is installed is whole and verified, what fails leaves nothing behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from command import align, command
from model_server import ARGOS_INDEX, FIREFOX_INDEX, argos_package, files_under, serving

from align import home
from align.engines.firefox import FirefoxEngine
from align.engines.firefox import models as firefox
from align.errors import AlignError, DownloadError, InputError, ModelMissingError, OutputError, UsageError
from align.hypothesis import Sentence
from align.languages import Pair
from align.models import bundle, catalogue, index, sources, work
from align.models.installed import installed
from align.models.offer import Offer, best
from align.models.plan import Program, plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from model_server import ModelServer

NOTHING: list[str] = []


class Notes:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.fetched: list[tuple[str, int, int]] = []
        self.sizes: list[int] = []
        self.moved = 0

    def say(self, text: str) -> None:
        self.said.append(text)

    def starts(self, name: str, size: int, present: int) -> None:
        self.fetched.append((name, size, present))

    def learns(self, size: int) -> None:
        self.sizes.append(size)

    def moves(self, count: int) -> None:
        self.moved += count

    def ends(self) -> None:
        self.said.append("over")

    def __contains__(self, text: str) -> bool:
        return any(text in one for one in self.said)


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give an empty folder of models."""
    folder = tmp_path / "models"
    monkeypatch.setenv(home.VARIABLE, str(folder))
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """Run the server, and make Align use it."""
    with serving() as plays:
        for name, value in plays.environment().items():
            monkeypatch.setenv(name, value)
        yield plays


def install(*what: str | Path, engine: str = "") -> Notes:
    notes = Notes()
    work.install_all([str(word) for word in what], None, engine, notes)
    return notes


def update(*what: str, is_list_only: bool = False) -> Notes:
    notes = Notes()
    work.update_all(what, notes, is_list_only=is_list_only)
    return notes


def listed(language: str = "") -> dict[tuple[str, str], str]:
    """Give the state of each model that is listed, by pair and engine."""
    rows = [row for row in catalogue.rows(index.saved()) if not language or row.concerns(language)]
    return {(row.pair, row.engine): row.state for row in rows}


def translated(pair: str) -> str:
    (hypothesis,) = FirefoxEngine().translate(Pair.parse(pair), [Sentence("The house is green.")])
    return hypothesis.text


def test_a_firefox_model_is_installed_and_translates(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx", is_real=True)
    done = align("models", "install", "en-xx")
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


def test_the_list_shows_what_is_here_and_what_could_be(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    server.add_firefox("en-pt", "3.1")
    server.add_argos("en", "yy")
    assert not index.saved()
    update(is_list_only=True)
    assert not files_under(models)
    server.gone |= {FIREFOX_INDEX, ARGOS_INDEX}
    assert {
        ("en-pt", "firefox"): "newer version",
        ("pt-en", "firefox"): "comes with Align",
        ("en-xx", "firefox"): "can be installed",
        ("en-yy", "argos"): "can be installed",
    }.items() <= listed().items()
    assert listed("yy") == {("en-yy", "argos"): "can be installed"}


def test_the_list_is_printed_for_people_and_for_scripts(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx")
    assert "no list of models that could be installed was fetched yet" in align("models", "list").stderr
    assert not models.exists()
    server.add_firefox("en-xx")
    update(is_list_only=True)
    lines = align("models", "list", "--language", "xx")
    size = sum(record["attachment"]["size"] for record in server.records)
    assert lines.stdout.splitlines() == [
        f"en-xx\tfirefox\t3.0\t{size}\tMPL-2.0\tcan be installed",
        "en-xx\targos\t1.9\t\tnot stated\tcan be installed",
    ]
    assert "list of firefox models of 20" in lines.stderr
    found = json.loads(align("models", "list", "--json", "--language", "xx").stdout)
    assert [(one["engine"], one["address"]) for one in found["lists"]] == [
        ("firefox", server.address + FIREFOX_INDEX),
        ("argos", server.address + ARGOS_INDEX),
    ]
    assert [(row["engine"], row["size"]) for row in found["models"]] == [("firefox", size), ("argos", 0)]
    assert "xx" not in align("models", "list", "--installed").stdout


def test_an_interrupted_download_is_taken_up_where_it_stopped(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    whole = len(server.files[path])
    server.cuts[path] = (50_000, 3)
    with pytest.raises(DownloadError, match=r"stopped after 150,000 bytes .* they are kept") as caught:
        install("en-xx")
    assert caught.value.advice == "the same command again; it fetches the rest only"
    assert not (models / "firefox").exists()
    before = len(server.of(path))
    notes = install("en-xx")
    assert notes.fetched[0] == ("model.enxx.intgemm.alphas.bin", whole, 150_000)
    (rest,) = server.of(path)[before:]
    assert (rest.range, rest.status, rest.sent) == ("bytes=150000-", 206, whole - 150_000)
    assert rest.if_range.startswith('"')
    assert (models / "firefox" / "en-xx").is_dir()
    assert not list((models / ".downloads").iterdir())


def test_ctrl_c_keeps_what_arrived(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    server.stalls[path] = 100_000
    run = subprocess.Popen(command("models", "install", "en-xx"), stderr=subprocess.PIPE, text=True)
    while not any(partial.stat().st_size == 100_000 for partial in (models / ".downloads").glob("*.part")):
        assert run.poll() is None
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    assert run.communicate()[1].endswith(
        "align: stopped\n  try: the same command again; it goes on where this one stopped\n"
    )
    assert run.returncode == 130
    server.goes_on.set()
    server.stalls.clear()
    install("en-xx")
    assert server.of(path)[-1].range == "bytes=100000-"


def test_a_short_break_is_mended_in_the_same_run(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    server.cuts[path] = (100_000, 1)
    install("en-xx")
    assert [asked.range for asked in server.of(path)] == ["", "bytes=100000-"]
    assert (models / "firefox" / "en-xx").is_dir()


def test_a_server_without_ranges_sends_all_again(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    server.knows_ranges = server.knows_etags = False
    server.cuts[path] = (100_000, 1)
    install("en-xx")
    assert [asked.status for asked in server.of(path)] == [200, 200]
    assert not installed()[0].problems(thoroughly=True)
    assert (models / "firefox" / "en-xx").is_dir()


def test_a_file_that_changed_meanwhile_is_not_patched_together(server: ModelServer, models: Path) -> None:
    path = server.add_argos("en", "xx", weights=b"old" * 100_000)
    server.cuts[path] = (1000, 3)
    with pytest.raises(DownloadError):
        install("en-xx")
    server.files[path] = argos_package("en", "xx", weights=b"new" * 100_000)
    install("en-xx")
    assert server.of(path)[-1].status == 200
    assert (models / "argos" / "en-xx" / "model" / "model.bin").read_bytes() == b"new" * 100_000


def test_a_partial_file_that_is_wrong_costs_one_more_download(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    server.cuts[path] = (50_000, 3)
    with pytest.raises(DownloadError):
        install("en-xx")
    (partial,) = (models / ".downloads").glob("*.part")
    partial.write_bytes(bytes(partial.stat().st_size))
    install("en-xx")
    assert [asked.status for asked in server.of(path)[-2:]] == [206, 200]


def test_a_download_that_was_whole_when_killed_is_used(server: ModelServer, models: Path) -> None:
    path = server.add_argos("en", "xx", weights=os.urandom(10_000))
    server.cuts[path] = (1000, 3)
    with pytest.raises(DownloadError):
        install("en-xx")
    (partial,) = (models / ".downloads").glob("*.part")
    partial.write_bytes(server.files[path])
    install("en-xx")
    assert server.of(path)[-1].status == 416
    assert (models / "argos" / "en-xx").is_dir()


def test_a_wrong_checksum_is_refused(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    body = server.files[path]
    server.files[path] = body[:-1] + bytes([body[-1] ^ 1])
    done = align("models", "install", "en-xx")
    assert done.code == 1
    assert "'model.enxx.intgemm.alphas.bin' is not what the index promises" in done.stderr
    assert files_under(models) == NOTHING


def test_a_wrong_checksum_of_the_unpacked_file_is_refused(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    server.records[0]["decompressedHash"] = "0" * 64
    with pytest.raises(DownloadError, match="hash mismatch"):
        install("en-xx")
    assert not (models / "firefox").exists()


def test_a_damaged_package_is_refused(server: ModelServer, models: Path) -> None:
    path = server.add_argos("en", "xx", weights=b"weights" * 1000)
    server.files[path] = server.files[path].replace(b"weightsweights", b"weightsweighty", 1)
    with pytest.raises(DownloadError, match="damaged archive"):
        install("en-xx")
    assert files_under(models) == NOTHING


def test_a_model_of_another_pair_than_promised_is_refused(server: ModelServer, models: Path) -> None:
    path = server.add_argos("en", "xx")
    server.files[path] = argos_package("en", "yy")
    with pytest.raises(InputError, match="holds a model for en-yy, not for en-xx"):
        install("en-xx")
    assert not (models / "argos").exists()


def test_an_index_that_is_down_leaves_the_saved_one(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    server.gone |= {ARGOS_INDEX}
    assert "no list of argos models" in update(is_list_only=True)
    server.gone |= {FIREFOX_INDEX}
    notes = install("en-xx")
    assert "the server answers 404" in notes
    assert "using the list of firefox models of 20" in notes
    assert (models / "firefox" / "en-xx").is_dir()


def test_no_index_at_all_is_a_plain_error(monkeypatch: pytest.MonkeyPatch, models: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}/"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    done = align("models", "install", "en-xx", "--firefox-index", nowhere, "--argos-index", nowhere)
    assert done.code == 1
    assert "cannot be reached" in done.stderr
    assert "no list of models was saved before" in done.stderr
    assert "try: align models install FILE" in done.stderr
    assert files_under(models) == NOTHING


def test_a_list_that_is_no_list_is_refused(server: ModelServer, models: Path) -> None:
    server.packages = {"not": "a list"}  # type: ignore[assignment]
    server.add_firefox("en-xx")
    assert "is no list of models" in update(is_list_only=True)
    assert ("en-xx", "firefox") in listed()
    assert files_under(models) == NOTHING


def test_strange_entries_of_an_index_are_passed_over(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx")
    server.packages += [{}, {"from_code": 7, "to_code": "xx"}, {"from_code": "en", "to_code": "not a tag", "links": []}]
    server.packages.append({"from_code": "en", "to_code": "yy", "links": ["file:///etc/passwd"]})
    server.add_firefox("en-qq")
    server.records += [{}, {**server.records[0], "targetLanguage": None}, {**server.records[0], "attachment": 3}]
    server.records.append({**server.records[0], "targetLanguage": "zz", "name": "../../model.enzz.bin"})
    update(is_list_only=True)
    assert {pair for pair, _ in listed()} - {"en-pt", "pt-en"} >= {"en-xx", "en-qq"}
    assert not listed("yy")
    assert not listed("zz")
    assert models.is_dir()


def test_the_index_of_firefox_is_read_as_mozillas_own_package_reads_it(server: ModelServer, models: Path) -> None:
    from fxtranslate import discovery

    for pair, version in (("en-aa", "3.0"), ("en-bb", "2.1"), ("bb-en", "3.1a2"), ("aa-en", "4.0"), ("en-aa", "3.1a1")):
        server.add_firefox(pair, version)
    records = json.dumps({"data": server.records})
    theirs = {Pair(*pair) for pair in discovery.model_pairs(records)}
    offers = {offer.pair: offer for offer in sources.read_firefox(json.loads(records))}
    assert offers.keys() == theirs == {Pair("en", "aa"), Pair("bb", "en")}
    assert offers[Pair("en", "aa")].version == "3.0"
    assert sources.SOURCES[0].default == discovery.records_url()
    assert not models.exists()


def test_update_brings_a_newer_version(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx", "1.9", weights=b"old")
    install("en-xx")
    assert "all installed models are the newest" in update()
    server.add_argos("en", "xx", "1.10", weights=b"new")
    assert listed("xx") == {("en-xx", "argos"): "installed"}
    assert "installed en-xx for argos" in update()
    assert (models / "argos" / "en-xx" / "model" / "model.bin").read_bytes() == b"new"
    assert [model.version for model in installed() if model.pair == Pair("en", "xx")] == ["1.10"]


def test_update_mends_a_damaged_model(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    install("en-xx")
    (models / "firefox" / "en-xx" / "vocab.enxx.spm").unlink()
    assert listed("xx")["en-xx", "firefox"] == "damaged"
    update()
    assert listed("xx")["en-xx", "firefox"] == "installed"


def test_update_leaves_bundled_models_unless_named(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-pt", "3.1")
    assert "no models were installed yet" in update()
    assert not (models / "firefox").exists()
    update("en-pt")
    assert firefox.installed()[Pair("en", "pt")].weights.is_relative_to(models)
    with pytest.raises(ModelMissingError, match="xx-yy is not installed"):
        update("xx-yy")


def test_a_model_is_removed_and_a_bundled_one_stays(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx")
    install("en-xx")
    work.remove_all(["en-xx"], "", Notes())
    assert files_under(models) == NOTHING
    with pytest.raises(UsageError, match="'en-xx' is not installed; installed: none"):
        work.remove_all(["en-xx"], "", Notes())
    bundled = align("models", "remove", "en-pt")
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


def converted(folder: Path, vocabulary: list[str], *names: str) -> Path:
    """Make what looks like a model that was converted for CTranslate2."""
    folder.mkdir(parents=True)
    (folder / "shared_vocabulary.json").write_text(json.dumps(vocabulary, indent=1))
    for name in ("model.bin", *names):
        (folder / name).touch()
    return folder


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


def test_a_bundle_carries_a_model_to_another_home_and_back(
    server: ModelServer, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.add_firefox("en-xx", is_real=True)
    install("en-xx")
    asked = len(server.asked)
    first, second = tmp_path / "there.zip", tmp_path / "back.zip"
    assert align("models", "bundle", "export", "en-xx", "--output", first).code == 0
    assert align("models", "bundle", "export", "en-xx", "--output", first).code == 5
    monkeypatch.setenv(home.VARIABLE, str(tmp_path / "there"))
    done = align("models", "bundle", "import", first)
    assert (done.code, done.stderr) == (0, "installed en-xx for firefox\n")
    assert files_under(tmp_path / "there") == files_under(models)
    assert translated("en-xx") == "A casa é verde."
    work.export_all(["en-xx"], second, Notes(), force=False)
    assert second.read_bytes() == first.read_bytes()
    shutil.rmtree(models)
    monkeypatch.setenv(home.VARIABLE, str(models))
    install(second)
    assert files_under(tmp_path / "there") == files_under(models)
    assert len(server.asked) == asked


def test_a_bundle_has_all_models_of_a_route(server: ModelServer, models: Path, tmp_path: Path) -> None:
    server.add_firefox("xx-en")
    install("xx-en")
    notes = Notes()
    work.export_all(["xx-pt"], tmp_path / "xx-pt.zip", notes, force=False)
    assert "wrote en-pt, xx-en to" in notes
    shutil.rmtree(models)
    work.import_all(tmp_path / "xx-pt.zip", notes)
    assert notes.said[-2:] == ["en-pt of firefox is here already", "installed xx-en for firefox"]


def test_a_bundle_that_was_changed_is_refused_whole(server: ModelServer, models: Path, tmp_path: Path) -> None:
    server.add_argos("en", "aa")
    server.add_argos("en", "xx", weights=b"good" * 100)
    install("en-aa", "en-xx")
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    bundle.export([model for model in installed() if not model.keeper], good, force=False)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"goodgood", b"goodevil", 1))
    shutil.rmtree(models)
    with pytest.raises(InputError, match="has not the checksum that the bundle states"):
        work.import_all(bad, Notes())
    assert files_under(models) == NOTHING
    work.import_all(good, Notes())
    assert not any(model.problems(thoroughly=True) for model in installed())


@pytest.mark.parametrize("name", ["../../evil", "/evil", "a/.ssh", "a\\b", "..", ""])
def test_a_bundle_cannot_write_outside(models: Path, tmp_path: Path, name: str) -> None:
    receipt = {"engine": "argos", "name": "en-xx", "pair": "en-xx", "version": "", "licence": "", "origin": ""}
    files = [{"name": name, "size": 1, "sha256": "0"}]
    evil = tmp_path / "evil.zip"
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr("align-bundle.json", json.dumps({"format": 1, "models": [{**receipt, "files": files}]}))
    with pytest.raises(InputError, match="outside of the models"):
        work.import_all(evil, Notes())
    assert files_under(models) == NOTHING


def test_two_installations_at_once_both_succeed(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    runs = [
        subprocess.Popen(command("models", "install", "en-xx"), stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = "".join(run.communicate()[1] for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert said.count("installed en-xx for firefox") == 1
    assert said.count("installed already") == 1
    assert len(server.of(path)) == 1
    assert not (models / ".staging").exists()


def test_a_disk_too_small_is_seen_before_the_download(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    server.records[0]["attachment"]["size"] = 1 << 60
    with pytest.raises(OutputError, match="MB are needed; nothing was installed"):
        install("en-xx")
    assert [asked.path for asked in server.asked] == [FIREFOX_INDEX, ARGOS_INDEX]
    assert files_under(models) == NOTHING


def test_a_disk_that_fills_up_leaves_nothing(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx", weights=os.urandom(3_000_000))
    done, left = with_little_disk(models, "models", "install", "en-xx")
    assert done.returncode == 5, done.stderr
    assert "nothing was installed" in done.stderr
    assert "try: free some space" in done.stderr
    assert left == NOTHING


def with_little_disk(models: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a command with 2 MB of disk for its models, else with files limited to that size; tell what it leaves."""
    models.mkdir()
    look = f"cd {models} && find . -type f"
    line = " ".join(command(*arguments))
    script = f"mount -t tmpfs -o size=2m none {models} && {{ {line}; code=$?; {look}; exit $code; }}"
    starter = ["unshare", "-m", "sh", "-c"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*starter, "mount -t tmpfs none /mnt"], check=False).returncode
    ):
        limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({2 << 20}, {2 << 20}))"
        line = f"{sys.executable} -c '{limit}; from align.cli import main; main()' {' '.join(arguments)}"
        script, starter = f"{line}; code=$?; {look}; exit $code", ["sh", "-c"]
    done = subprocess.run([*starter, script], capture_output=True, text=True, check=False)
    left = [name.removeprefix("./") for name in done.stdout.split()]
    return done, [name for name in left if not name.startswith((".index/", ".lock"))]


def test_errors_are_errors_of_align(models: Path) -> None:
    for words in (["not a pair"], ["/no/such/file"], ["file:///etc/passwd"]):
        with pytest.raises(AlignError, match="is no pair such as"):
            install(*words)
    assert files_under(models) == NOTHING
