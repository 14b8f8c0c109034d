"""Lines of the measuring names, held-out half, that were read one by one and hold no transliteration.

A translated title or numeral (Emperor Kameyama), the form of another language (Linus, Lino), the Korean reading of
Chinese characters (Lu Xun, 육손), another name of the person (Bill, Hozimar Amansiu), a part of the name alone.
"""

LINES = {
    "wikidata.en-ko.txt": frozenset({
        11, 13, 28, 39, 62, 79, 86, 98, 115, 130, 136, 155, 158, 161, 195, 213, 223, 308, 314, 315, 331, 333,
        335, 356, 360, 401, 444, 468, 470, 473, 528, 539, 548, 603, 607, 630, 689, 694, 719, 737, 741, 746,
        777, 787, 818, 821, 832, 885, 906, 933, 950, 994, 1016, 1036, 1072, 1100, 1109, 1139, 1141, 1149,
        1226, 1229, 1231, 1234, 1277, 1288, 1296, 1332, 1345, 1401, 1415, 1419, 1426, 1437, 1438, 1463, 1469,
        1486, 1492, 1493, 1505, 1517, 1525, 1531, 1534, 1560, 1569, 1605, 1611, 1618, 1620, 1629, 1643, 1710,
        1721, 1742, 1763
    }),
    "tokens.en-russian.txt": frozenset({
        22, 122, 236, 275, 430, 519, 732, 843, 879, 880, 892, 946, 1038, 1098, 1126, 1167, 1335, 1469, 1505,
        1544, 1545
    }),
    "tokens.en-arabic.txt": frozenset({
        31, 114, 133, 285, 345, 363, 386, 445, 534, 563, 626, 642
    }),
    "tokens.en-katakana.txt": frozenset({
        33, 104, 220, 332, 407, 511, 536, 600, 692, 798, 926
    }),
}  # fmt: skip
