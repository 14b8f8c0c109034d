import math
import sqlite3
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest

from align.database import FILE_NAME
from align.document import Link, Span
from align.errors import OutputError
from align.hypothesis import Constraint, Hypothesis, Sentence
from align.languages import Pair
from align.store import Store, key_of

EN_PT = Pair("en", "pt")
HYPOTHESIS = Hypothesis(
    "O Putin 김", -0.25, ("en", "pt"), (Link(Span(0, 1), Span(2, 7), 0.5),), (Span(2, 7), None), ("truncated",)
)


def test_what_is_kept_comes_back_equal(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.keep({b"one": HYPOTHESIS})
    with Store(tmp_path) as store:
        assert store.hypotheses([b"one", b"two"]) == {b"one": HYPOTHESIS}


def test_a_score_that_is_no_number_survives(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.keep({b"one": Hypothesis("a", math.nan, ("en", "pt"))})
        assert math.isnan(store.hypotheses([b"one"])[b"one"].score)


def test_more_keys_than_one_statement_takes(tmp_path: Path) -> None:
    keys = [str(number).encode() for number in range(2500)]
    with Store(tmp_path) as store:
        store.keep(dict.fromkeys(keys, HYPOTHESIS))
        assert len(store.hypotheses(keys)) == len(keys)


@pytest.mark.parametrize(
    "other",
    [
        key_of(Sentence("a b", (Constraint(Span(0, 1), "A"),)), pair=EN_PT, fingerprint="f"),
        key_of(Sentence("a b"), pair=EN_PT, fingerprint="g"),
        key_of(Sentence("a b"), pair=Pair("en", "es"), fingerprint="f"),
        key_of(Sentence("a c"), pair=EN_PT, fingerprint="f"),
    ],
)
def test_all_that_shapes_a_hypothesis_shapes_its_key(other: bytes) -> None:
    assert key_of(Sentence("a b"), pair=EN_PT, fingerprint="f") != other


def test_a_store_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / FILE_NAME, check_same_thread=False, isolation_level=None)
    other.execute("CREATE TABLE started (x)")
    # A reader that goes on to write is refused at once while another does the same, whatever the time-out.
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO started VALUES (1)")
    timer = Timer(0.3, lambda: other.execute("COMMIT"))
    timer.start()
    with Store(tmp_path) as store:
        assert store.hypotheses([b"one"]) == {}
    timer.join()
    other.close()


def test_a_file_that_is_no_store_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"my thesis, which must not be lost" * 40)
    with pytest.raises(OutputError, match="cannot be used as a store"):
        Store(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes().startswith(b"my thesis")


def test_a_store_of_another_version_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(OutputError, match="another version"):
        Store(tmp_path)


def keep_together(store: Store, hypothesis: Hypothesis) -> None:
    with store.at_once():
        store.note_written([("name", b"hash")])
        store.keep({b"two": hypothesis})


def test_a_full_disk_is_said_and_costs_nothing_that_was_kept(tmp_path: Path) -> None:
    long = replace(HYPOTHESIS, text="a" * 1_000_000, links=())
    with Store(tmp_path) as store:
        store.keep({b"one": HYPOTHESIS})
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count={pages + 1}")
        with pytest.raises(OutputError, match="full"):
            keep_together(store, long)
        assert not store.wrote("name", b"hash")
        assert store.hypotheses([b"one", b"two"]) == {b"one": HYPOTHESIS}
        store.connection.execute("PRAGMA max_page_count=1000000")
        store.keep({b"two": long})
        assert store.hypotheses([b"two"]) == {b"two": long}
