"""Words that may stand beside a family name without being part of a name: days, words that begin sentences."""

# Days and months, which English writes in capitals directly after a name ("Kim Friday told reporters").
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    """.split()  # noqa: SIM905 -- a table of words reads best as words
)
# A place before one of these is part of the name of a newspaper, club or company ("New York Times").
OUTLETS = frozenset(
    """
    times post herald today daily tribune journal independent globe gazette telegraph mirror observer chronicle
    inquirer review yankees giants mets knicks dynamo united rangers stock
    """.split()  # noqa: SIM905 -- as above
)
# Words that begin a sentence in capitals and can stand directly before a name.
STARTERS = frozenset(
    """
    a about after again against all along also although among an and as at because before behind besides both but by
    can could despite did does during earlier even for former from had has he here how however if in indeed instead is
    it last late later like may meanwhile neither next nor not now of off on once only onto or other over perhaps
    should since so some sometimes soon still than that the their then there these they this those though through thus
    to today together tomorrow tonight under unless until upon was we were what when where whether while who whom
    whose why will with without would yes yesterday yet
    ao aos apesar após antes ainda assim até com como conforme contra da das de depois desde disse do dos e ele ela em
    embora enquanto então entre era essa esse esta este foi já logo mais mas mesmo na nas nem no nos o onde ontem os
    ou para pela pelo perante por porque quando que quem se segundo sem será sob sobre também tanto ter um uma
    al aunque ayer con cuando cuanto del después durante el en entonces es fue hasta hoy la las los luego mientras ni
    pero pues según si sin su tras un una y ya
    ainsi alors après au aussi aux avant avec car ce cependant certes chez comme contre dans depuis des donc du elle
    enfin et hier il ils le les lors lorsque lui mais même on où par pendant pour pourtant puis quand qui sans selon
    son sous sur toutefois une
    akan bagi bahwa dalam dan dari dengan di hanya ini itu jika juga kalau karena kata kepada ketika lalu maka menurut
    mereka namun oleh pada saat sambil sebab sebelum sejak selain sementara seperti setelah tetapi untuk yang
    а без был в во для до его если еще и из или к как когда кроме между на над не но о об он она от перед по под после
    при с сегодня сейчас со также так то тогда у хотя что чтобы это
    """.split()  # noqa: SIM905 -- as above
)
# "The other Kim" is whoever was not spoken of; nobody but the reader knows who that is.
OTHERS = frozenset(
    """
    other another different namesake outro outra otro otra autre anderer andere anderen другой другая 다른
    """.split()  # noqa: SIM905 -- as above
)
# First parts of a compound that do not make another name of it ("anti-Putin", "ex-President").
PREFIXES = frozenset(
    "anti pro ex pre post non co vice neo pan mid trans inter infra sub super half first vize prä ultra".split()  # noqa: SIM905 -- as above
)
