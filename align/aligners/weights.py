"""The weights of the features, the same for all languages and texts.

Learned by `tests/bench/_weights.py` from the development texts: the most likely conditional model of the gold beads
(a semi-Markov conditional random field). The unit is the nat for each unit of the feature.
"""

from __future__ import annotations

FIRST = {
    "join": -2.1, "weak join": 0.63, "both": -0.22, "many": 0.36, "lone": 2.09, "lone open": 0.33, "lone size": -0.82,
    "lone speck": 0.42, "deviation": 0.86, "ratio": 1.93, "size": 0.23, "anchors": 0.7, "anchors mean": -0.17,
    "opening": -3.88,
}  # fmt: skip
