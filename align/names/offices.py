"""Titles: what people are called before or behind their names, a row for each office or rank, in all languages.

One table for all languages: they do not collide. A title is no part of a name.
"""

from __future__ import annotations

_OFFICES = {
    "president": """
        president pres président présidente presidente presidenta presiden präsident präsidentin prezident prezydent
        prezidentas prezidents predsednik predsjednik președinte președintele preşedinte preşedintele elnök
        presidentti cumhurbaşkanı başkanı bundespräsident bundespräsidentin президент президента президентка
        прэзідэнт председник председателят 대통령""",
    "vice-president": """
        vice-president vice-président vice-presidente vicepresidente vicepresidenta vizepräsident vizepräsidentin
        alelnök wapres вице-президент віце-президент 부통령""",
    "prime minister": """
        premier premiê premier-ministre primeiro-ministro primeira-ministra ministerpräsident ministerpräsidentin
        premierminister premierministerin kanzler kanzlerin bundeskanzler bundeskanzlerin chancellor chancelier
        chanceler canciller kanselir kancléř kanclerz miniszterelnök premijer statsminister pääministeri
        minister-president премьер премьера премьер-министр премьер-министра прем'єр-міністр прем'єр-міністра
        канцлер 총리 수상""",
    "deputy prime minister": "vice-premier vice-premiê вице-премьер віце-прем'єр 부총리",
    "minister": """
        minister ministre ministro ministra menteri menlu menhan ministr ministar miniszter außenminister
        außenministerin ministeri ministern bakan bakanı министр министра міністр міністра міністерка министър 장관
        외무상 국방상 외무장관 외교장관 국방장관""",
    "deputy minister": """
        vice-minister vice-ministro vice-ministra viceministro viceministra vice-ministre wamenlu замминистра
        заместитель 차관 외무차관""",
    "former minister": "ex-minister",
    "former president": "ex-president",
    "ambassador": """
        ambassador ambassadeur ambassadrice embaixador embaixadora embajador embajadora dubes botschafter
        botschafterin nagykövet velvyslanec ambasador ambasadorul посол посла 대사""",
    "envoy": "envoy special-envoy consul 특사 총영사",
    "secretary": """
        secretary secretario secretaria sekretaris secretary-general general-secretary generalsekretär
        generalsekretärin secretário-geral secretária-geral under-secretary-general undersecretary sekjen főtitkár
        генсек 사무총장 총서기 총장""",
    "chairman": """
        chairman chairwoman chair ketua председатель голова глава главы 위원장 국무위원장 부위원장 의장 주석 총재""",
    "leader": "leader chief chefe chef head kepala pemimpin 대표",
    "spokesperson": """
        spokesman spokeswoman spokesperson porta-voz portavoz porte-parole sprecher sprecherin juru bicara
        пресс-секретарь речник спикер 대변인""",
    "governor": """
        governor gov governador governadora gobernador gobernadora gouverneur gubernur bupati губернатор губернатора
        지사""",
    "mayor": """
        mayor maire prefeito prefeita alcalde alcaldesa bürgermeister bürgermeisterin walikota мэр мер 시장""",
    "lawmaker": """
        senator sen representative rep congressman congresswoman senador senadora sénateur sénatrice deputado
        deputada député députée deputat councillor депутат 의원""",
    "judge": "judge justice juiz juíza juez jueza juge судья 판사",
    "attorney": "attorney",
    "commissioner": """
        commissioner commandante comandante commander adviser advisor officer director director-general""",
    "director": """
        diretor diretora directora directeur directrice direktur manager ceo founder co-founder 실장 국장 회장 사장
        보좌관 차관보""",
    "coach": "coach 감독 선수",
    "soldier": """
        general gen marshal lieutenant lt colonel col major captain capt admiral adm sergeant general-mayor général
        jenderal capitão capitã capitán capitaine kapten tábornok generale mareșal mariscal marechal maréchal маршал
        генерал полковник адмирал капитан 장군 제독""",
    "police": "inspector detective sheriff",
    "doctor": "dr doctor docteur doutor doutora doktor доктор 박사",
    "professor": """
        prof professor professora professeur profesor profesora professorin guru-besar профессор професор 교수""",
    "mister": "mr mister sir monsieur sr senhor señor herr bapak pak comrade gospodin господин пан 씨",
    "missis": """
        mrs ms miss madam madame mme mlle mademoiselle sra senhora señora señorita frau nyonya ibu bu gospođa пані
        госпожа 여사""",
    "don": "dom dona",
    "pope": "pope papa papst pape paus pápa papież папа 교황",
    "patriarch": "patriarch patriarca patriarche patriarhul патриарх патріарх 총대주교",
    "cardinal": "cardinal cardeal cardenal kardinal kardynał кардинал 추기경",
    "bishop": """
        bishop archbishop bispo arcebispo obispo arzobispo évêque archevêque bischof erzbischof епископ 주교 대주교""",
    "priest": "rev reverend father padre rabbi imam ayatollah aiatolá ayatolá sheikh 목사",
    "emperor": "emperor imperador emperador empereur kaiser kaisar cesarz император 황제 천황 제",
    "empress": "empress imperatriz emperatriz impératrice kaiserin императрица 황태후 황후 여제",
    "king": "king rei roi rey könig raja kralj král król király kong koning kung король 대왕 국왕 왕",
    "queen": """
        queen rainha reine reina königin kraljica královna królowa királynő dronning koningin drottning королева 왕대비
        왕후 왕비 여왕""",
    "tsar": "tsar czar zar царь 황제 차르",
    "prince": """
        prince príncipe principe prinz fürst pangeran princ książę herceg prins принц князь 왕자 대군 친왕 공작""",
    "princess": """
        princess princesa princesse prinzessin princezna księżna hercegnő prinses prinsesse принцесса княгиня 공주
        옹주""",
    "duke": "duke duque duc herzog hertog герцог 대공 공작 공",
    "count": "count earl conde comte graf граф 백작",
    "lord": "lord",
    "lady": "lady 부인",
    "sultan": "sultan sultão sultán султан 술탄",
    "dictator": "ditador dictador dictateur diktator",
}  # fmt: skip
# Ranks of rulers: Korean writes them onto the name.
RULERS = frozenset({
    "emperor", "empress", "king", "queen", "tsar", "prince", "princess", "duke", "lady", "sultan", "pope",
})  # fmt: skip
# Words that are part of a title and none alone (`Deputy Foreign Minister`).
PARTS = frozenset(
    """
    acting assistant associate besar crown defence defense deputy duta executive finance foreign former interior
    jenderal luar managing national negeri parliamentary perdana permanent police press prime senior special supreme
    team vice wakil
    """.split()  # noqa: SIM905 -- a table of words reads best as words
)
# Titles that are family names far more often.
_SURNAMES = frozenset(
    """
    bischof comte conde duc duque fürst graf herceg hertog herzog imam kaisar kaiser kong koning kralj král król
    kung könig pangeran pape paus princ principe prins prinz raja reina rey zar граф князь король пан
    """.split()  # noqa: SIM905 -- as above
)
# People are called so, too (`Pak` is a Korean family name): leaving these out could make one of two.
_NAMES = _SURNAMES | frozenset(
    """
    bakan bishop bu chair chief coach count czar director dom dona duke earl father general head ibu imperador
    inspector judge justice king lady leader lord major manager marshal mayor miss officer padre pak papa pope premier
    prince princess queen rabbi rei roi sen sergeant sheikh sheriff sir sultan tsar
    """.split()  # noqa: SIM905 -- as above
)
# Rulers of whom news speaks so; other words for them stand more often in the titles of works (`Princesa Mononoke`).
_REIGNING = frozenset("duke king lady papa pope prince princess queen rainha rei reine roi".split())  # noqa: SIM905 -- as above


def _by_word() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for office, words in _OFFICES.items():
        for word in words.split():
            found.setdefault(word, set()).add(office)
    return {word: frozenset(those) for word, those in found.items()}


# The offices that a word names: most name one.
OFFICES = _by_word()
# What stands before a name in news without being part of it, in small letters.
TITLES = (_REIGNING | PARTS | {word for word, offices in OFFICES.items() if not offices & RULERS}) - _SURNAMES
# What may be left out of a name because nobody bears it as one.
CERTAIN = OFFICES.keys() - _NAMES
