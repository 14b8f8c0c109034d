"""The weights of the features, the same for all languages and texts, in nats for each unit of a feature.

Learned by `python tests/bench/_fit_alignment.py` from the development texts and NTREX en-es, en-ko and en-ru: those
under which the gold beads are most likely (a semi-Markov conditional random field, Sarawagi and Cohen 2004). With a
translation, from NTREX en-es and en-fr and two short novels, by Apertium, over Spanish for French.
"""

from __future__ import annotations

# Before a lexicon is learned.
ROUGH = {
    "join": -1.89, "weak join": 0.62, "both": -0.18, "lone": 2.2, "lone open": -0.13, "lone size": -0.71,
    "lone speck": 0.82, "deviation": 0.83, "ratio": 2.17, "size": 0.42, "anchors": 0.5, "opening": -4.24,
}  # fmt: skip
FINE = {
    "join": -1.46, "weak join": 0.23, "both": 0.08, "lone": -3.66, "lone open": 0.19, "lone size": 0.53,
    "lone speck": 0.94, "deviation": 0.67, "ratio": 1.53, "size": 0.28, "anchors": 0.21, "lexical": 0.27,
    "opening": -0.4,
}  # fmt: skip
# With vectors as well, by what they are called: of a sentence encoder, of an engine's translation, of both.
WITH = {
    frozenset({"embedding"}): {
        "join": -1.08, "weak join": -0.27, "both": -0.72, "lone": -2.85, "lone open": 0.61, "lone size": 0.44,
        "lone speck": 1.08, "deviation": 0.62, "ratio": 2.72, "size": -1.28, "anchors": -0.03, "lexical": 0.2,
        "embedding": 1.44, "embedding each": 3.07, "embedding size": 1.12, "embedding weakest": 3.45,
        "embedding surplus": 6.17, "opening": -1.45,
    },
    frozenset({"translation"}): {
        "join": -0.89, "weak join": -0.13, "both": -0.33, "lone": -2.43, "lone open": 0.58, "lone size": 0.29,
        "lone speck": 0.94, "deviation": 0.87, "ratio": 2.01, "size": -0.48, "anchors": 0.27, "lexical": 0.25,
        "translation": 5.09, "translation each": -2.35, "translation size": 0.98, "translation weakest": 4.42,
        "translation surplus": 12.45, "opening": -0.92,
    },
    frozenset({"embedding", "translation"}): {
        "join": -0.28, "weak join": -0.14, "both": -0.42, "lone": -2.2, "lone open": 1.39, "lone size": 0.18,
        "lone speck": 1.08, "deviation": 0.77, "ratio": 2.49, "size": -1.72, "anchors": 0.19, "lexical": 0.2,
        "embedding": 7.25, "embedding each": 0.53, "embedding size": 0.76, "embedding weakest": 3.85,
        "embedding surplus": 7.85, "translation": 3.44, "translation each": -3.72, "translation size": 0.31,
        "translation weakest": -0.55, "translation surplus": 16.33, "opening": -0.84,
    },
}  # fmt: skip
