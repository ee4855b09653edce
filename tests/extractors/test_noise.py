"""What real files do to letters, words and lines: each repaired for matching only, with evidence on the original characters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.language import load_letters
from extractors.lost_letters import LostLetters
from extractors.pipeline import Extractor
from extractors.text import normalise, normalise_pattern
from ontology.records import Extraction
from ontology.registered import load_registry

SAME = [
    ("look-alike", "ky", "министpлиги", "министрлиги"),
    ("look-alike", "kk", "министрлiгi", "министрлігі"),
    ("look-alike", "ru", "Mинистерство", "Министерство"),
    ("look-alike", "en", "Мinistry", "Ministry"),
    ("Latin for a Kyrgyz letter", "ky", "бYтYн", "бүтүн"),
    ("Greek", "kk", "Κоммиссия", "Коммиссия"),
    ("Greek", "ru", "Комитετа".replace("τ", "т"), "Комитета"),
    ("font", "kk", "Ќазаќстан їкіметі", "Қазақстан үкіметі"),
    ("letter", "ky", "кеӊеш", "кеңеш"),
    ("letter", "ky", "Ѳкмѳт", "Өкмөт"),
    ("letter", "ky", "жɵнүндɵ", "жөнүндө"),
    ("letter", "ky", "ӱй", "үй"),
    ("letter", "kk", "əділет", "әділет"),
    ("letter", "kk", "ҡаулы", "қаулы"),
    ("letter and mark", "ru", "Действии\u0306", "Действий"),
    ("letter and mark", "ru", "отче\u0308т", "отчет"),
    ("letter and mark", "ky", "маи\u0306ы", "майы"),
    ("soft hyphen", "ky", "токто\u00adму", "токтому"),
    ("soft hyphen", "kk", "қау\u00adлысы", "қаулысы"),
    ("soft hyphen", "ru", "поста\u00adновление", "постановление"),
    ("soft hyphen", "en", "resolu\u00adtion", "resolution"),
    ("zero width", "ky", "мый\u200bзам", "мыйзам"),
    ("zero width", "en", "law\ufeff", "law"),
    ("broken word", "ky", "ток-\nтому", "токтому"),
    ("broken word", "kk", "қау-\nлысы", "қаулысы"),
    ("broken word", "ru", "поста-\nновление", "постановление"),
    ("broken word", "en", "resolu-\ntion", "resolution"),
    ("blanks", "ru", "Закон\u00a0 \n о\tводе", "Закон о воде"),
    ("emphasis", "ru", "**Закон** о воде", "Закон о воде"),
    ("emphasis", "kk", "> *Қаржы министрінің*", "Қаржы министрінің"),
    ("emphasis", "en", "special project __“Clean Water”__", 'special project "Clean Water"'),
    ("single quotes", "ru", "Закон 'О чистой воде'", 'Закон "О чистой воде"'),
    ("single quotes", "kk", "'Таза су туралы' Заңы", '"Таза су туралы" Заңы'),
    ("lost space", "ru", "РеспубликиКазахстан", "Республики Казахстан"),
    ("lost space", "ky", "КыргызРеспубликасынын", "Кыргыз Республикасынын"),
    ("lost space", "kk", "ҚазақстанРеспубликасының", "Қазақстан Республикасының"),
]
KEPT = ["NATO", "the States' parties and the Parties' rights", "GPSті", "КазМунай", "ИИМдердин", "5 * 3 * 2", "62,5\n**\n*"]
LOST = [
    ("Кыргыз Республикасынын ?км?т?н?н токтому", "Кыргыз Республикасынын Өкмөтүнүн токтому"),
    ("Су ж?н?нд? мыйзам ?ч?н", "Су жөнүндө мыйзам үчүн"),
    ("?ткен жыл ба? Ооба.", "?ткен жыл ба? Ооба."),
    ("№ 5 токтом барбы? Жок.", "№ 5 токтом барбы? Жок."),
    ("?аза?стан Республикасы", "Қазақстан Республикасы"),
]
TEXTS = {
    "ky": "Кыргыз Республикасынын Өкмөтүнүн 2023-жылдын 2-майындагы № 9 токтому\n\nСуу жөнүндө маселелер тууралуу чечим\n\n"
    '"Суу жөнүндө" Кыргыз Республикасынын 2020-жылдын 5-майындагы № 61 Мыйзамына ылайык Кыргыз Республикасынын Өкмөтү токтом кылат:\n\n'
    "1. Кыргыз Республикасынын Ички иштер министрлиги Кыргыз Республикасынын Өкмөтүнө отчет берсин.\n\n"
    "2. Өкмөттүн 2018-жылдын 3-майындагы № 12 токтому күчүн жоготту деп табылсын.",
    "kk": "Қазақстан Республикасы Үкіметінің 2023 жылғы 2 мамырдағы № 9 қаулысы\n\nСу мәселелері жөніндегі кейбір шешімдер туралы\n\n"
    '"Су туралы" Қазақстан Республикасының 2020 жылғы 5 мамырдағы № 61 Заңына сәйкес Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\n\n'
    "1. Қазақстан Республикасының Ішкі істер министрлігі Қазақстан Республикасының Үкіметіне есеп берсін.\n\n"
    "2. Үкіметтің 2018 жылғы 3 мамырдағы № 12 қаулысының күші жойылды деп танылсын.",
    "ru": "Постановление Правительства Республики Казахстан от 2 мая 2023 года № 9\n\nОб отдельных вопросах водного хозяйства\n\n"
    "В соответствии с Законом Республики Казахстан от 5 мая 2020 года № 61 «О воде» Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n"
    "1. Министерству внутренних дел Республики Казахстан представить отчет в Правительство Республики Казахстан.\n\n"
    "2. Признать утратившим силу постановление Правительства Республики Казахстан от 3 мая 2018 года № 12.",
    "en": "Resolution of the Government of the Kyrgyz Republic No. 9 of May 2, 2023\n\nOn certain issues of water management\n\n"
    'In accordance with the Law of the Kyrgyz Republic "On Water" No. 61 of May 5, 2020 the Government of the Kyrgyz Republic hereby resolves:\n\n'
    "1. The Ministry of Internal Affairs of the Kyrgyz Republic shall report to the Government of the Kyrgyz Republic.\n\n"
    "2. Resolution of the Government of the Kyrgyz Republic No. 12 of May 3, 2018 is hereby repealed.",
}
TO_LATIN = str.maketrans("аеорсхАЕОРСХ", "aeopcxAEOPCX")
TO_CYRILLIC = str.maketrans("aeopcxAEOPCX", "аеорсхАЕОРСХ")
WORDS = re.compile(r"[^\W\d_]{7,}")


@pytest.fixture(scope="module")
def reader() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize(("kind", "language", "noisy", "clean"), SAME)
def test_each_kind_of_noise_is_repaired_for_matching(kind: str, language: str, noisy: str, clean: str) -> None:
    assert normalise_pattern(noisy).lower() == normalise_pattern(clean).lower()
    text = normalise(noisy)
    first, last = text.original(0, len(text.cased))
    assert 0 <= first < last <= len(noisy) and text.raw == noisy


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_like_noise_stays(text: str) -> None:
    assert normalise_pattern(text) == " ".join(text.split())


@pytest.mark.parametrize(("noisy", "clean"), LOST)
def test_lost_letters_are_put_back_in_known_words(noisy: str, clean: str) -> None:
    assert LostLetters(load_letters()).repair(noisy) == clean


def test_a_blank_that_was_lost_has_a_place() -> None:
    raw = "КыргызРеспубликасынын Мыйзамы"
    text = normalise(raw)
    start = text.cased.index("Республикасынын")
    assert raw[slice(*text.original(start, start + 15))] == "Республикасынын"
    assert [text.normal(place) for place in (0, 5, 6)] == [0, 5, 7]


def facts(found: Extraction) -> tuple[set[object], ...]:
    keys = {i.key: (i.type, i.number, i.date, i.jurisdiction) for i in found.instruments}
    return (
        set(keys.values()),
        {i.key for i in found.instruments},
        {(keys[link.source], link.link_type, keys.get(link.target, link.target)) for link in found.links},
        {body.key for body in found.bodies},
        {(m.holder, m.role) for m in found.mandates},
    )


@pytest.mark.parametrize("language", TEXTS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_noise_leaves_the_facts_as_they_are(reader: Extractor, language: str, data: st.DataObject) -> None:
    clean = TEXTS[language]
    places = [m.span() for m in WORDS.finditer(clean)]
    chosen = data.draw(
        st.lists(st.tuples(st.integers(0, len(places) - 1), st.integers(0, 4)), max_size=6, unique_by=lambda p: p[0])
    )
    noisy = clean
    for place, kind in sorted(chosen, reverse=True):
        start, end = places[place]
        noisy = noisy[:start] + littered(noisy[start:end], kind, language) + noisy[end:]
    assert facts(reader.extract("a.txt", "0" * 64, noisy)) == facts(reader.extract("a.txt", "0" * 64, clean))


def littered(word: str, kind: int, language: str) -> str:
    middle = len(word) // 2
    if kind == 0:
        return word[:middle] + "\u00ad" + word[middle:]
    if kind == 1:
        return word[:middle] + "\u200b" + word[middle:]
    if kind == 2:
        return word[:middle] + (word[middle].translate(TO_CYRILLIC if language == "en" else TO_LATIN)) + word[middle + 1 :]
    if kind == 3:
        return word[:middle] + "-\n" + word[middle:] if word.islower() else word
    return word.replace("ң", "ӊ").replace("ө", "ѳ") if language == "ky" else word.replace("қ", "ќ").replace("ү", "ї")


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("ky", "Кыргыз Республикасынын", "2020-жылдын"),
        ("kk", "Қазақстан", "Республикасының"),
        ("ru", "от 5 мая", "2020"),
        ("en", "Government", "of"),
    ],
)
def test_a_title_repeated_on_a_page_does_not_cut_the_sentence(reader: Extractor, language: str, before: str, after: str) -> None:
    clean = TEXTS[language]
    title = clean.split("\n\n")[1]
    word = re.search(r"(?<=[а-яёңүөәғқұһіa-z]) (?=[а-яёңүөәғқұһіa-z])", clean[clean.index("\n\n1. ") + 8 :])
    assert word is not None
    place = clean.index("\n\n1. ") + 8 + word.start()
    noisy = clean[:place] + f"\n\n{title}\n\n" + clean[place + 1 :]
    assert facts(reader.extract("a.txt", "0" * 64, noisy)) == facts(reader.extract("a.txt", "0" * 64, clean))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Qazaqstan Respublikasynyñ Ükimeti jäne osy qauly turaly zañ boiynşa şeşim.", "Latin"),
        ("قازاقستان رەسپۋبليكاسىنىڭ ۇكىمەتى قاۋلى ەتەدى جانە زاڭ", "Arabic"),
    ],
)
def test_other_scripts_are_named_and_left_out(reader: Extractor, text: str, script: str) -> None:
    found = reader.extract("a.txt", "0" * 64, f"{TEXTS['kk']}\n\n{text}\n")
    (unread,) = [u for u in found.unresolved if u.kind == "script"]
    assert script in unread.reason and found.document.text[unread.evidence.start : unread.evidence.end] == text
    assert facts(found) == facts(reader.extract("a.txt", "0" * 64, TEXTS["kk"]))
