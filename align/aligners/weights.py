"""The weights of the features, the same for all languages and texts, in nats for each unit of a feature.

Learned by `python tests/bench/_fit_alignment.py` from the development texts and NTREX en-es, en-ko and en-ru: those
under which the gold beads are most likely (a semi-Markov conditional random field, Sarawagi and Cohen 2004). With a
translation, from NTREX en-es and en-fr and two short novels, by Apertium, over Spanish for French.
"""

from __future__ import annotations

# Before a lexicon is learned.
ROUGH = {
    "join": -2.18, "weak join": 0.21, "both": -0.2, "lone": -3.23, "lone open": 0.67, "lone size": 0.26,
    "lone speck": 0.88, "deviation": 1.02, "ratio": 3.07, "size": -0.07, "anchors": 0.67, "opening": -1.41,
}  # fmt: skip
FINE = {
    "join": -1.78, "weak join": -0.05, "both": -0.15, "lone": -3.47, "lone open": 0.31, "lone size": 0.49,
    "lone speck": 0.94, "deviation": 0.73, "ratio": 2.06, "size": -0.17, "anchors": -0.12, "lexical": 0.36,
    "rare": 0.48, "opening": -1.11,
}  # fmt: skip
# With vectors as well, by what they are called: of a sentence encoder, of an engine's translation, of both.
WITH = {
    frozenset({"embedding"}): {
        "join": -1.05, "weak join": -0.26, "both": -0.76, "lone": -3.23, "lone open": 0.54, "lone size": 0.51,
        "lone speck": 1.07, "deviation": 0.56, "ratio": 2.7, "size": -1.32, "anchors": -0.23, "lexical": 0.2,
        "rare": 0.49, "embedding": 0.21, "embedding each": 2.04, "embedding size": 1.73, "embedding weakest": 3.28,
        "embedding surplus": 6.48, "opening": -1.42,
    },
    frozenset({"translation"}): {
        "join": -0.64, "weak join": 0.02, "both": -0.27, "lone": -2.6, "lone open": 0.51, "lone size": 0.4,
        "lone speck": 0.94, "deviation": 0.9, "ratio": 2.05, "size": 0.04, "anchors": 0.24, "lexical": 0.19,
        "rare": 0.37, "translation": 5.6, "translation each": -2.31, "translation size": 0.92,
        "translation weakest": 4.54, "translation surplus": 12.49, "opening": -0.84,
    },
    frozenset({"embedding", "translation"}): {
        "join": 0.45, "weak join": 0.36, "both": -0.45, "lone": -1.9, "lone open": 1.43, "lone size": 0.31,
        "lone speck": 1.08, "deviation": 0.84, "ratio": 1.76, "size": -1.25, "anchors": -0.06, "lexical": 0.12,
        "rare": 0.76, "embedding": 5.79, "embedding each": -2.53, "embedding size": 2.42, "embedding weakest": 2.57,
        "embedding surplus": 7.84, "translation": 7.69, "translation each": -0.51, "translation size": -1.5,
        "translation weakest": 1.76, "translation surplus": 15.8, "opening": -1.2,
    },
}  # fmt: skip
