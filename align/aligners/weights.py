"""The weights of the features, the same for all languages and texts, in nats for each unit of a feature.

Learned by `python tests/bench/_fit_alignment.py` from the development texts and NTREX en-es, en-ko and en-ru: those
under which the gold beads are most likely (a semi-Markov conditional random field, Sarawagi and Cohen 2004). With a
translation, from NTREX en-es and en-fr and two short novels, by Apertium, over Spanish for French.
"""

from __future__ import annotations

# Before a lexicon is learned.
ROUGH = {
    "join": -2.4, "weak join": -0.68, "both": -0.3, "begin": -2.02, "end": -1.29, "lone": -3.64, "lone open": 0.37,
    "lone size": 0.29, "lone speck": 0.96, "deviation": 0.94, "ratio": 3.55, "size": -0.35, "anchors": 0.68,
    "opening": -1.43,
}  # fmt: skip
FINE = {
    "join": -1.95, "weak join": -0.58, "both": -0.25, "begin": -2.03, "end": -0.85, "lone": -3.59,
    "lone open": 0.29, "lone size": 0.46, "lone speck": 0.87, "deviation": 0.67, "ratio": 2.25, "size": -0.46,
    "anchors": -0.04, "lexical": 0.32, "rare": 0.4, "opening": -1.13,
}  # fmt: skip
# With vectors as well, by what they are called: of a sentence encoder, of an engine's translation, of both.
WITH = {
    frozenset({"embedding"}): {
        "join": -1.67, "weak join": -0.73, "both": -0.68, "begin": -1.93, "end": -0.68, "lone": -4.12,
        "lone open": 0.42, "lone size": 0.61, "lone speck": 0.82, "mild deviation": 1.19, "mild ratio": 1.45,
        "size": -1.38, "anchors": -0.18, "lexical": 0.2, "rare": 0.3, "embedding": -2.68, "embedding each": 1.92,
        "embedding size": 2.23, "embedding weakest": 3.33, "embedding surplus": 7.76, "opening": -1.37,
    },
    frozenset({"translation"}): {
        "join": -0.9, "weak join": -0.61, "both": -0.37, "begin": -0.95, "end": -0.52, "lone": -3.46,
        "lone open": 0.26, "lone size": 0.55, "lone speck": 0.94, "mild deviation": 1.14, "mild ratio": 2.39,
        "size": 0.18, "anchors": 0.25, "lexical": 0.2, "rare": 0.38, "translation": 8.36, "translation each": -0.93,
        "translation size": -0.14, "translation weakest": 4.8, "translation surplus": 15.15, "opening": -0.81,
    },
    frozenset({"embedding", "translation"}): {
        "join": -0.1, "weak join": -0.11, "both": -0.32, "begin": -0.6, "end": -0.42, "lone": -3.46,
        "lone open": 1.42, "lone size": 0.7, "lone speck": 1.08, "mild deviation": 0.99, "mild ratio": 2.55,
        "size": -0.71, "anchors": -0.04, "lexical": 0.12, "rare": 0.77, "embedding": 2.07, "embedding each": -0.84,
        "embedding size": 2.6, "embedding weakest": 3.49, "embedding surplus": 8.31, "translation": 14.18,
        "translation each": -0.4, "translation size": -3.51, "translation weakest": 1.47,
        "translation surplus": 17.62, "opening": -1.29,
    },
}  # fmt: skip
