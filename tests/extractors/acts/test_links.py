"""How one instrument bears on another: one row for each verb and language, and near misses."""

from __future__ import annotations

import pytest

KY = "2023-2027-жылдарга Кыргыз Республикасынын токойлорду сактоо программасы\n"
KK = "Қазақстан Республикасында орманды қорғаудың 2023 – 2027 жылдарға арналған бағдарламасы\n"
RU = "Программа охраны лесов Кыргызской Республики на 2023-2027 годы\n"
EN = "Forest Protection Programme of the Kyrgyz Republic for 2023-2027\n"
OWN = "programme2023"

# language, text, links that it states (beside mere citations)
STATED = [
    (
        "ky",
        KY + "Президенттин 2021-жылдын 3-мартындагы № 7 [Жарлыгы](#) менен бекитилген Суу коопсуздугу [концепциясы](#) бар.",
        {("7", "approves", "concept")},
    ),
    ("ky", KY + "Өкмөттүн 2023-жылдын 5-мартындагы № 14 токтому менен бекитилген.", {("14", "approves", OWN)}),
    (
        "ky",
        KY + 'Программанын укуктук негизи Конституция жана "Токой жөнүндө" Кыргыз Республикасынын Мыйзамы болуп саналат.',
        {(OWN, "based_on", "constitution"), (OWN, "based_on", "law")},
    ),
    (
        "ky",
        KY
        + "Программа Кыргыз Республикасынын Суу коопсуздугу концепциясында каралган милдеттерди ишке ашыруунун алкагында иштелип чыкты.",
        {(OWN, "implements", "concept")},
    ),
    (
        "ky",
        KY + "Программа 2017-2022-жылдарга токойлорду сактоо программасынын ырааттуу уландысы болуп саналат.",
        {(OWN, "succeeds", "programme2017")},
    ),
    ("ky", KY + "Эскертүү. Программага өзгөртүүлөр киргизилди - Өкмөттүн 13.12.2023 № 25 токтому.", {("25", "amends", OWN)}),
    ("ky", KY + "Ушул Программада жана Иш-чаралар планында каралган чаралар.", {("action-plan", "part_of", OWN)}),
    ("kk", KK + "Үкіметтің 2023 жылғы 29 қарашадағы № 79 қаулысымен бекітілген.", {("79", "approves", OWN)}),
    (
        "kk",
        KK
        + '"Жоспарлау жүйесін бекіту туралы" Үкіметтің 2017 жылғы 29 қарашадағы № 79 қаулысымен бекітілген Жоспарлау жүйесіне сәйкес.',
        {("79", "approves", "other")},
    ),
    (
        "kk",
        KK + "Осы Бағдарлама 2018 – 2022 жылдарға арналған бағдарламаның қисынды жалғасы бола отырып, жұмыс істейді.",
        {(OWN, "succeeds", "programme2018")},
    ),
    (
        "kk",
        KK + "Бағдарламаның құқықтық негізі Қазақстан Республикасының Конституциясы болып табылады.",
        {(OWN, "based_on", "constitution")},
    ),
    ("kk", KK + "Қазақстан Республикасының Конституциясына сәйкес әзірленді.", {(OWN, "based_on", "constitution")}),
    ("kk", KK + "Ескерту. Бағдарламаға өзгеріс енгізілді – ҚР Үкіметінің 13.12.2019 № 92 қаулысымен.", {("92", "amends", OWN)}),
    ("kk", KK + "Ескерту. Күші жойылды – ҚР Үкіметінің 13.12.2019 № 92 қаулысымен.", {("92", "repeals", OWN)}),
    (
        "kk",
        KK + "| Әзірлеу үшін негіздеме\n| Қазақстан Республикасы Конституциясының 66-бабы",
        {(OWN, "based_on", "constitution")},
    ),
    ("ru", RU + "Утверждена постановлением Правительства от 5 марта 2023 года № 14.", {("14", "approves", OWN)}),
    (
        "ru",
        RU + "Действует Стратегия развития до 2030 года, утвержденная Указом Президента от 3 марта 2021 года № 7.",
        {("7", "approves", "strategy")},
    ),
    (
        "ru",
        RU + "Правовой основой Программы являются Конституция Кыргызской Республики и Закон КР «О лесах».",
        {(OWN, "based_on", "constitution"), (OWN, "based_on", "law")},
    ),
    (
        "ru",
        RU + "Программа разработана в соответствии с Законом КР «О лесах» и Лесным кодексом Кыргызской Республики.",
        {(OWN, "based_on", "law"), (OWN, "based_on", "code")},
    ),
    (
        "ru",
        RU + "Программа разработана в целях реализации Концепции водной безопасности Кыргызской Республики.",
        {(OWN, "implements", "concept")},
    ),
    (
        "ru",
        RU + "Программа является продолжением Программы охраны лесов на 2017-2022 годы.",
        {(OWN, "succeeds", "programme2017")},
    ),
    (
        "ru",
        RU + "Сноска. Программа с изменениями, внесенными постановлением Правительства от 13.12.2023 № 25.",
        {("25", "amends", OWN)},
    ),
    ("ru", RU + "Сноска. Утратила силу постановлением Правительства от 13.12.2023 № 25.", {("25", "repeals", OWN)}),
    ("ru", RU + "| Основание для разработки\n| Конституция Кыргызской Республики", {(OWN, "based_on", "constitution")}),
    ("ru", RU + "Меры заданы настоящей Программой и Планом мероприятий.", {("action-plan", "part_of", OWN)}),
    ("en", EN + "It was approved by Government Resolution No. 14 of 5 March 2023.", {("14", "approves", OWN)}),
    (
        "en",
        EN + "The National Water Strategy until 2030, approved by Presidential Decree No. 7 of 3 March 2021, applies.",
        {("7", "approves", "strategy")},
    ),
    (
        "en",
        EN
        + 'The legal basis of the Programme is the Constitution of the Kyrgyz Republic and the Law of the Kyrgyz Republic "On Forests".',
        {(OWN, "based_on", "constitution"), (OWN, "based_on", "law")},
    ),
    (
        "en",
        EN + 'The Programme was developed pursuant to the Law of the Kyrgyz Republic "On Forests".',
        {(OWN, "based_on", "law")},
    ),
    (
        "en",
        EN + "The Programme was developed to implement the National Water Strategy until 2030.",
        {(OWN, "implements", "strategy")},
    ),
    (
        "en",
        EN + "The Programme is a continuation of the Forest Protection Programme for 2017-2022.",
        {(OWN, "succeeds", "programme2017")},
    ),
    ("en", EN + "Note: as amended by Resolution of the Government No. 25 of 13 December 2023.", {("25", "amends", OWN)}),
    ("en", EN + "| Basis for development\n| Constitution of the Kyrgyz Republic", {(OWN, "based_on", "constitution")}),
    ("en", EN + "This Programme and the Action Plan are monitored.", {("action-plan", "part_of", OWN)}),
]

KY_ACT = "Өкмөттүн 2015-жылдын 3-майындагы № 12 токтому\n"
KK_ACT = "Орман туралы\nҮкіметтің 2018 жылғы 15 наурыздағы № 12 қаулысы.\n"
RU_ACT = "Постановление Правительства Кыргызской Республики от 3 мая 2015 года № 12\n"
EN_ACT = "Resolution of the Government of the Kyrgyz Republic No. 12 of 3 May 2015\n"

ENACTED = [
    ("ky", KY_ACT + "1. Тиркелген 2023-2027-жылдарга токойлорду сактоо программасы бекитилсин.", {("12", "approves", OWN)}),
    ("ky", KY_ACT + "2. Өкмөттүн 2007-жылдын 3-майындагы № 18 токтому күчүн жоготту деп табылсын.", {("12", "repeals", "18")}),
    (
        "ky",
        KY_ACT + "3. Өкмөттүн 2007-жылдын 3-майындагы № 18 токтомуна төмөнкү өзгөртүүлөр киргизилсин:",
        {("12", "amends", "18")},
    ),
    (
        "ky",
        KY_ACT + '"Өкмөт жөнүндө" Кыргыз Республикасынын Мыйзамынын 10-беренесине ылайык Өкмөт токтом кылат:',
        {("12", "based_on", "law")},
    ),
    (
        "kk",
        KK_ACT + "1. 2023 – 2027 жылдарға арналған бағдарлама (бұдан әрі – Бағдарлама) бекітілсін.",
        {("12", "approves", OWN)},
    ),
    ("kk", KK_ACT + "2. Үкіметтің 2007 жылғы 3 мамырдағы № 18 қаулысының күші жойылды деп танылсын.", {("12", "repeals", "18")}),
    (
        "kk",
        KK_ACT + "3. Үкіметтің 2007 жылғы 3 мамырдағы № 18 қаулысына мынадай өзгерістер енгізілсін:",
        {("12", "amends", "18")},
    ),
    (
        "kk",
        KK_ACT + "Қазақстан Республикасы Конституциясының 66-бабына сәйкес Үкімет ҚАУЛЫ ЕТЕДІ:",
        {("12", "based_on", "constitution")},
    ),
    ("ru", RU_ACT + "1. Утвердить прилагаемую Программу охраны лесов на 2023-2027 годы.", {("12", "approves", OWN)}),
    (
        "ru",
        RU_ACT + "2. Признать утратившим силу постановление Правительства от 3 мая 2007 года № 18.",
        {("12", "repeals", "18")},
    ),
    (
        "ru",
        RU_ACT + "3. Внести в постановление Правительства от 3 мая 2007 года № 18 следующие изменения:",
        {("12", "amends", "18")},
    ),
    (
        "ru",
        RU_ACT + "В соответствии со статьей 10 Закона КР «О Правительстве» Правительство постановляет:",
        {("12", "based_on", "law")},
    ),
    (
        "ru",
        RU_ACT
        + "1. Утвердить прилагаемые:\n- Программу охраны лесов на 2023-2027 годы;\n- Концепцию водной безопасности Кыргызской Республики.",
        {("12", "approves", OWN), ("12", "approves", "concept")},
    ),
    ("en", EN_ACT + "1. To approve the attached Forest Protection Programme for 2023-2027.", {("12", "approves", OWN)}),
    ("en", EN_ACT + "2. To repeal Government Resolution No. 18 of 3 May 2007.", {("12", "repeals", "18")}),
    (
        "en",
        EN_ACT + "Pursuant to article 10 of the Constitution of the Kyrgyz Republic the Government hereby resolves:",
        {("12", "based_on", "constitution")},
    ),
]

# texts in which nothing but a citation is stated
CITED = [
    ("ky", KY + "Кыргыз Республикасынын Конституциясына ылайык иш жүргүзүлөт.", (OWN, "cites", "constitution")),
    ("kk", KK + '"Бюджет туралы" Қазақстан Республикасының Заңына сәйкес нақтыланады.', (OWN, "cites", "law")),
    ("ru", RU + "Согласно Конституции Кыргызской Республики все равны.", (OWN, "cites", "constitution")),
    ("en", EN + "In accordance with the Constitution of the Kyrgyz Republic all are equal.", (OWN, "cites", "constitution")),
]


def stated(links: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    return {link for link in links if link[1] != "cites"}


@pytest.mark.parametrize(("language", "text", "links"), STATED + ENACTED)
def test_stated(citing, language: str, text: str, links: set[tuple[str, str, str]]) -> None:
    assert stated(citing.link(text, language)) == links


@pytest.mark.parametrize(("language", "text", "link"), CITED)
def test_cited(citing, language: str, text: str, link: tuple[str, str, str]) -> None:
    assert citing.link(text, language) == {link}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ky", KY + "Тиркеме\nКыргыз Республикасынын токойлорду сактоо боюнча 2023-2027-жылдарга иш-чаралар планы"),
        ("ru", RU + "Приложение\nПлан мероприятий по охране лесов на 2023-2027 годы"),
        ("en", EN + "Annex\nAction Plan for the Protection of Forests for 2023-2027"),
    ],
)
def test_an_annex_is_a_part(citing, language: str, text: str) -> None:
    assert ("action-plan2023", "part_of", OWN) in citing.link(text, language)


def test_a_plan_for_carrying_out_carries_out(citing) -> None:
    text = KK + KK.strip() + "н іске асыру жөніндегі іс-шаралар жоспары бар."
    assert ("action-plan", "implements", OWN) in citing.link(text, "kk")


def test_a_plan_still_to_be_drawn_up_carries_out(citing) -> None:
    text = KY + "Маалымат иши министрлик тарабынан иштелип чыгуучу медиа-план түрүндө жүргүзүлөт."
    assert ("action-plan", "implements", OWN) in citing.link(text, "ky")


@pytest.mark.parametrize(
    "text",
    [
        '"Токой жөнүндө" Кыргыз Республикасынын Мыйзамында өз ара байланышты - Токой кеңешин, анын бөлүмдөрүн түзүү каралган.',
        '"Токой жөнүндө" Кыргыз Республикасынын Мыйзамынын ченемдерине ылайык Токой кеңеши түзүлөт.',
    ],
)
def test_a_law_is_said_to_create_a_body(citing, text: str) -> None:
    made = citing.link(KY + text, "ky", bodies=["Токой кеңеши", "Токой кеңешин"])
    assert {(source, link) for source, link, body in made if body.startswith("Токой кеңеши")} == {("law", "creates")}


def test_an_act_creates_a_body(citing) -> None:
    text = KY + "Өкмөттүн 2011-жылдын 1-апрелиндеги № 13 токтому менен түзүлгөн Токой кеңеши иштейт."
    assert ("13", "creates", "Токой кеңеши") in citing.link(text, "ky", bodies=["Токой кеңеши"])
    attached = KY + "Өкмөттүн 2011-жылдын 1-апрелиндеги № 13 токтому менен түзүлгөн Өкмөткө караштуу кеңеш иштейт."
    assert stated(citing.link(attached, "ky", bodies=["Өкмөткө"])) == set()


def test_nothing_is_linked_where_the_document_is_no_instrument(citing) -> None:
    assert citing.link("Кеңеш Кыргыз Республикасынын Конституциясын талкуулады.", "ky") == set()


@pytest.mark.parametrize(
    ("language", "text", "links"),
    [
        (
            "ru",
            "УТРАТИЛ СИЛУ\nв соответствии с Законом КР от 4 июля 2022 года № 55\nЗакон КР от 8 ноября 2006 года № 17\nО воде",
            {("55", "repeals", "17")},
        ),
        (
            "ru",
            "Закон КР от 8 ноября 2006 года № 17\nО воде\n(В редакции Законов КР от 6 февраля 2009 года № 39, 17 марта 2009 года №83)",
            {("39", "amends", "17"), ("83", "amends", "17")},
        ),
        (
            "kk",
            "Су туралы\nҮкіметтің 2011 жылғы 1 сәуірдегі № 34 Қаулысы\nҚР Үкіметінің 2019 жылғы 20 қарашадағы № 86 Қаулысымен 2020 ж 1 қаңтардан бастап күші жойылды",
            {("86", "repeals", "34")},
        ),
        (
            "kk",
            "Үкіметтің 2009 жылғы 28 мамырдағы № 78 қаулысына толықтыру енгізу туралы\nҮкіметтің 2011 жылғы 1 сәуірдегі № 34 Қаулысы",
            {("34", "amends", "78")},
        ),
        (
            "ru",
            RU_ACT
            + "В целях реализации Концепции водной безопасности Кыргызской Республики, в соответствии с Законом КР «О воде» Правительство постановляет:",
            {("12", "implements", "concept"), ("12", "based_on", "law")},
        ),
        (
            "ru",
            "Приложение\nУтверждена\nуказом Президента от 31 октября 2018 года № 22\nПРОГРАММА\nохраны лесов Кыргызской Республики на 2023-2027 годы",
            {("22", "approves", OWN)},
        ),
    ],
)
def test_editions_and_stamps(citing, language: str, text: str, links: set[tuple[str, str, str]]) -> None:
    assert stated(citing.link(text, language)) == links


def test_a_plan_inside_an_act_s_title_carries_out_and_the_act_does_not(citing) -> None:
    text = (
        '"Су үнемдеудің 2011 – 2020 жылдарға арналған бағдарламасын іске асыру жөніндегі іс-шаралар жоспарын бекіту туралы" '
        "Үкіметтің 2014 жылғы 4 ақпандағы № 62 қаулысы."
    )
    assert stated(citing.link(KK + text, "kk")) == {
        ("62", "approves", "action-plan"),
        ("action-plan", "implements", "programme2011"),
    }
