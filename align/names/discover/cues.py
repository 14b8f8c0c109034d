"""Words that tell a name from other words with a capital, and its kind; all languages in one table."""

# Words of which one makes a run of capitals the name of a body.
BODIES = frozenset(
    """
    republic kingdom alliance
    academy administration agency airlines alliance army assembly association authority bank board brigade brothers
    bureau cabinet centre center church club co college commission committee company confederation conference congress
    consortium corp corporation council court department desk embassy exchange federation forces foundation fund group
    guard house inc industries institute institution international league ltd ministry museum nations navy network
    office orchestra organisation organization parliament party police press publishers red school senate service
    services society studios supreme symphony system team trust union university
    república republik reino royaume république республика республики королевство республіка королівство
    academia agência agencia assembleia asamblea associação asociación banco câmara cámara clube comissão comisión
    comitê comité companhia conselho consejo congresso congreso corte departamento embaixada embajada escola escuela
    exército ejército faculdade federação federación fundação fundación governo hospital igreja instituto ministério
    ministerio museu museo nações naciones organização organización parlamento partido polícia policía senado sociedade
    sociedad tribunal união unión universidade universidad
    académie agence ambassade armée assemblée banque chambre commission compagnie conseil cour église école fédération
    fondation gouvernement institut ministère musée nations organisation parlement parti sénat société union université
    agentur amt bank botschaft bundesamt bundestag gericht gesellschaft hochschule kirche ministerium partei polizei
    universität verband verein
    badan bank dewan kedutaan kementerian komisi komite mahkamah majelis partai universitas
    академия агентство банк комиссия комитет министерство партия совет союз суд университет федерация фонд
    академія комісія комітет міністерство партія рада університет
    """.split()  # noqa: SIM905 -- a table of words reads best as words
)
# Words of which one makes a run of capitals the name of a place.
GROUNDS = frozenset(
    """
    airport avenue bay beach bridge canal cape city coast county desert district east forest gulf harbour harbor hills
    island islands lake mount mountain mountains north northern ocean park peninsula port province region river sea
    south southern square state states strait street tower town valley village west western eastern
    aeroporto aeropuerto avenida baía bahía cidade ciudad ilha isla lago mar monte norte oeste oceano océano parque
    península porto praça plaza província provincia rio río rua sul sur ponte puente
    aéroport île lac mer montagne océan parc place pont province rivière rue nord sud est ouest
    bandara danau gunung kabupaten kota laut provinsi pulau selat sungai utara selatan timur barat
    flughafen insel platz straße
    море область озеро остров река край
    """.split()  # noqa: SIM905 -- as above
)
# Titles that are written with a dot.
SHORTENED = frozenset(
    """
    mr mrs ms dr prof sen sens rep reps gov govs gen lt col capt sgt cpl rev hon pres adm st sr sra dra exmo hr ny tn
    ir
    """.split()  # noqa: SIM905 -- as above
)
# Words that begin a sentence, and are no part of the name behind them, beside `names.words.STARTERS`.
MORE_STARTERS = frozenset(
    """
    according amid are between dear did every everyone following have how i like many more most my no nobody nor
    numerous our said say several she some such take tell thanks thank their there three two under unlike via we what
    whatever whenever wherever which whichever whoever you your agora ainda algumas alguns aquela aquele cada contudo
    dele desta deste duas durante elas eles entretanto essas esses estas estes eu isso isto lá muitas muitos nada não
    nenhum nenhuma ninguém nós nunca outra outro pois porém portanto qual quais qualquer quanto quantos sempre sim só
    tal três tudo você vários várias ahora allí aquel aquella así cuál cuáles cuántos cuántas cómo cuándo dónde e ella
    ellos esa ese eso esta este esto hace hay mi muchas muchos nadie nos nosotros nuestra nuestro otra otro porque por
    para qué quién quiénes sí sin sobre solo sólo también tampoco todo todos todas tras usted yo aucun aucune autour
    beaucoup bien bref cela celle celui cependant ces cet cette chacun chaque combien comment contrairement depuis deux
    donc dis dès elle elles encore est-ce évidemment grâce hier ici j je jamais jusqu là lequel leur leurs ma malgré
    mes mon ne non notre nous nul or parce parfois plus plusieurs pourquoi près qu que quel quelle quelles quels
    quelque quelques quoi sa selon ses si soit sont ta tous tout toute toutes trop très trois tu un voici voilà votre
    vos vous à apa apakah bagaimana berapa bila bukan dia hal kami kapan kita lebih mana masih mengapa pernah saya sang
    sangat seorang siapa sudah tak telah tidak би будем был была были бы вас ваш вот вы где даже два для его ее ей ему
    если есть еще ещё зачем здесь именно иногда их каждый какая какие какой какую кому которые кто лишь много многие
    может мой моя мы нам нас наш не некоторые нет ни никто но однако они особенно почему поэтому просто пусть раз разве
    ранее сам свои сейчас сколько скорее снова согласно теперь тем тот три ты уже хоть чего чем через этот эта эти
    этого але адже аби або без бо був була були було вам ви від він вона вони все де деякі до є за завдяки зараз згідно
    зокрема її йому його із коли крім лише ми між може на навіть над немає ні ніхто о об однак ось особливо отже перед
    під після по при про раніше серед тепер ти тим тільки тоді той тому у усі хоча хто це цей ця ці чи чим чому що щоб
    я як яка який які якщо
    """.split()  # noqa: SIM905 -- as above
)
# Small words inside names of bodies and places (`Bank of Japan`), and of people (`Ursula von der Leyen`).
OF = frozenset(
    """
    of the for de do da dos das del la las los des du d' l' für der die delle della degli di untuk
    """.split()  # noqa: SIM905 -- as above
)
VON = frozenset("da de do dos das del della di du la le van von der den ten ter bin ibn al el bint zu".split())  # noqa: SIM905 -- as above
# What a person does right after or before the name.
SPEECH = frozenset(
    """
    said says say told tells added adds announced warned asked wrote replied insisted stressed argued claimed denied
    recalled remembered joked tweeted concluded explained noted testified pleaded
    disse diz afirmou declarou acrescentou contou respondeu anunciou explicou lembrou escreveu
    dijo dice afirmó declaró añadió contó respondió anunció explicó recordó escribió
    dit déclaré déclare affirmé affirme ajouté ajoute expliqué annoncé répondu
    sagte sagt erklärte teilte betonte
    kata ujar ujarnya katanya mengatakan menyatakan menegaskan menambahkan
    сказал сказала заявил заявила сообщил сообщила отметил добавил подчеркнул
    сказав сказала заявив заявила повідомив
    """.split()  # noqa: SIM905 -- as above
)
# Words after a comma that begin to say who somebody is.
APPOSITION = frozenset("who whose aged a an the quem que quien qui der die das yang который которая який яка".split())  # noqa: SIM905 -- as above
# Prepositions of place, by language; only where the word means little else.
WHERE = {
    "en": frozenset(["in", "near", "across", "around", "outside"]),
    "pt": frozenset(["em"]),
    "es": frozenset(["en"]),
    "fr": frozenset(["à"]),
    "de": frozenset(["in", "nach"]),
    "id": frozenset(["di", "ke"]),
    "ru": frozenset(["в", "во"]),
    "uk": frozenset(["у", "в"]),
}
# Days, months and holidays that are written in capitals, beside `names.words.CALENDAR`.
MORE_CALENDAR = frozenset(
    """
    easter christmas ramadan new year eve jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz juni juli oktober dezember
    senin selasa rabu kamis jumat sabtu minggu januari februari maret mei agustus oktober desember
    """.split()  # noqa: SIM905 -- as above
)
# English writes what belongs to a country or people in capitals: no names of anything.
PEOPLES = ("ian", "ean", "ese", "ish", "ians", "eans", "ans", "can", "cans", "man", "mans", "ic", "ni", "nis", "qi")
# Not names, though in capitals wherever they stand.
NEVER = frozenset("i ok tv pm am covid covid-19 internet god http www bc ad mr mrs ms dr st vs no anda tn ny".split())  # noqa: SIM905 -- as above
# Second parts of compounds that are no given name (`Cold War-era`).
COMPOUNDS = frozenset(
    [
        "era",
        "based",
        "led",
        "style",
        "wide",
        "like",
        "backed",
        "born",
        "run",
        "made",
        "related",
        "themed",
        "owned",
        "funded",
        "affiliated",
    ]
)
# What stands before a common noun or a place, never before a family name alone.
ARTICLES = frozenset("the a an o os as la le les el los las der die das den dem l un une um uma".split())  # noqa: SIM905 -- as above
