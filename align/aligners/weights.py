"""The weights of the features, the same for all languages and texts, in nats for each unit of a feature.

Learned from the development texts and NTREX en-es, en-ko and en-ru: those under which the gold beads are most likely (a
semi-Markov conditional random field, Sarawagi and Cohen 2004).
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
# With a sentence encoder as well.
EMBEDDED = {
    "join": -1.19, "weak join": 0.1, "both": 0.14, "lone": -2.33, "lone open": 0.73, "lone size": 0.35,
    "lone speck": 0.91, "deviation": 0.53, "ratio": 2.29, "size": -0.86, "anchors": 0.03, "lexical": 0.26,
    "embedding": 7.05, "embedding each": 2.52, "embedding size": 0.02, "opening": -0.73,
}  # fmt: skip
