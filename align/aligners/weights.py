"""The weights of the features, the same for all languages and texts, in nats for each unit of a feature.

Learned from the development texts: those under which the gold beads are most likely (a
semi-Markov conditional random field, Sarawagi and Cohen 2004).
"""

from __future__ import annotations

# Before a lexicon is learned.
ROUGH = {
    "join": -1.89, "weak join": 0.62, "both": -0.18, "lone": 2.2, "lone open": -0.13, "lone size": -0.71,
    "lone speck": 0.82, "deviation": 0.83, "ratio": 2.17, "size": 0.42, "anchors": 0.5, "opening": -4.24,
}  # fmt: skip
FINE = {
    "join": -1.5, "weak join": 0.4, "both": 0.3, "lone": 0.98, "lone open": 0.27, "lone size": -0.35,
    "lone speck": 0.66, "deviation": 0.56, "ratio": 1.3, "size": 0.38, "anchors": 0.06, "lexical": 0.26,
    "opening": -3.3,
}  # fmt: skip
