"""The language codes of NLLB-200 (its model card lists them) for the languages that Align knows by name."""

NLLB = {
    "arb_Arab": "ar", "bul_Cyrl": "bg", "cat_Latn": "ca", "ces_Latn": "cs", "dan_Latn": "da", "deu_Latn": "de",
    "ell_Grek": "el", "eng_Latn": "en", "spa_Latn": "es", "est_Latn": "et", "pes_Arab": "fa", "fin_Latn": "fi",
    "fra_Latn": "fr", "heb_Hebr": "he", "hin_Deva": "hi", "hrv_Latn": "hr", "hun_Latn": "hu", "ind_Latn": "id",
    "ita_Latn": "it", "jpn_Jpan": "ja", "kor_Hang": "ko", "lit_Latn": "lt", "lvs_Latn": "lv", "zsm_Latn": "ms",
    "nob_Latn": "nb", "nld_Latn": "nl", "pol_Latn": "pl", "por_Latn": "pt", "ron_Latn": "ro", "rus_Cyrl": "ru",
    "slk_Latn": "sk", "slv_Latn": "sl", "srp_Cyrl": "sr", "swe_Latn": "sv", "tha_Thai": "th", "tur_Latn": "tr",
    "ukr_Cyrl": "uk", "urd_Arab": "ur", "vie_Latn": "vi", "zho_Hans": "zh", "zho_Hant": "zh-Hant",
}  # fmt: skip
