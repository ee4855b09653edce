"""Mandates and tasks over a small text, with made-up mentions: holders, functions, instruments, and what is left alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from extractors.blocks import Block
from extractors.duties.mandates import DutyFacts, approvals, find_mandates
from extractors.duties.rules import load_duty_words
from extractors.duties.tasks import TaskFacts, find_tasks
from extractors.names.mentions import BodyIndex, BodyMention, NameMatch
from extractors.reading import Reading
from extractors.text import normalise
from extractors.word_tables import LANGUAGES
from ontology.records import Document, Evidence, Instrument, InstrumentLink

WORDS = {language: load_duty_words(language) for language in LANGUAGES}


@dataclass(frozen=True)
class Act:
    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Own:
    key: str
    type: str


@dataclass(frozen=True)
class Acts:
    main: str | None = "act/own"
    study: str | None = None
    places: tuple[Act, ...] = ()
    own: tuple[Own, ...] = ()

    def find(self, start: int, end: int) -> list[Act]:
        return [a for a in self.places if start <= a.start and a.end <= end]


def reading(text: str, language: str, kinds: tuple[str, ...] = ("paragraph",)) -> Reading:
    blocks, place = [], 0
    for line, kind in zip(text.split("\n\n"), kinds, strict=True):
        number = line.split(". ")[0] if kind == "heading" else None
        blocks.append(Block(place, place + len(line), kind, language, number))
        place += len(line) + 2
    return Reading(Document("document/x", "x.txt", "0", text, language, "programme"), normalise(text), tuple(blocks), None)


def mentioned(text: str, *names: tuple[str, str, str]) -> BodyIndex:
    """Mentions of (words, stem, key) at every place where the words stand."""
    found = []
    for words, stem, key in names:
        place = text.find(words)
        while place >= 0:
            match = NameMatch(place, place + len(words), (key,), "full", stem, "ky", "state", place + len(stem))
            found.append(BodyMention(place, place + len(words), key, match))
            place = text.find(words, place + 1)
    return BodyIndex(tuple(found), {})


def mandates(text: str, language: str, *names: tuple[str, str, str], acts: Acts | None = None) -> DutyFacts:
    return find_mandates(reading(text, language), mentioned(text, *names), acts or Acts(), TaskFacts((), ()), WORDS)


def test_active_duty_gives_holder_role_function_and_sentence() -> None:
    text = "Биринчи сүйлөм. Өз чегинде Ички иштер министрлиги издөө иштерин жүргүзөт. Үчүнчү."
    facts = mandates(text, "ky", ("Ички иштер министрлиги", "Ички иштер министрлиг", "body/kg/mvd"))
    (mandate,) = facts.mandates
    assert (mandate.holder, mandate.role, mandate.assigned_by) == ("body/kg/mvd", "executor", "act/own")
    (function,) = facts.functions
    assert function.text.text == "издөө иштерин жүргүзөт"
    assert mandate.concerns == function.key
    place = mandate.evidence[0]
    assert text[place.start : place.end] == "Өз чегинде Ички иштер министрлиги издөө иштерин жүргүзөт"


def test_list_of_bodies_shares_one_verb() -> None:
    text = "Ведомство А жана Ведомство Б калкка маалымат берүүгө тийиш."
    facts = mandates(text, "ky", ("Ведомство А", "Ведомство А", "a"), ("Ведомство Б", "Ведомство Б", "b"))
    assert {m.holder for m in facts.mandates} == {"a", "b"}
    assert len(facts.functions) == 1


def test_aside_after_a_name_is_left_out() -> None:
    text = "Ведомство (мындан ары - ВД) уюлдук байланышты көзөмөлдөйт."
    (mandate,) = mandates(text, "ky", ("Ведомство", "Ведомство", "a"), ("ВД", "ВД", "a")).mandates
    assert mandate.role == "executor"


@pytest.mark.parametrize(
    "text",
    [
        "Ведомство иштерди жүргүзбөйт.",
        "Ведомствонун иштерин жакшыртуу зарыл.",
        "Ведомство иштерди жүргүзүүгө сунушталат.",
        "Ведомство түзгөн топ иштерди жүргүзөт.",
    ],
)
def test_what_is_no_duty_of_the_body_gives_nothing(text: str) -> None:
    end = "Ведомствонун" if "Ведомствонун" in text else "Ведомство"
    assert mandates(text, "ky", (end, "Ведомство", "a")) == DutyFacts((), ())


def test_carrying_out_an_instrument_concerns_the_instrument() -> None:
    text = "Органдар Бағдарламаны іске асыру жөнінде шаралар қабылдасын."
    start = text.index("Бағдарлама")
    acts = Acts(places=(Act(start, start + len("Бағдарламаны"), "act/own"),))
    facts = mandates(text, "kk", ("Органдар", "Органдар", "a"), acts=acts)
    assert [(m.concerns, m.role) for m in facts.mandates] == [("act/own", "executor")]
    assert not facts.functions


@pytest.mark.parametrize(
    ("text", "main", "deontic", "by"),
    [
        ("Ведомство издөө иштерин жүргүзөт.", "act/own", "duty", "act/own"),
        ("Ведомство издөө иштерин жүргүзөт.", None, "reported", None),  # a letter: nothing in it assigns
        ("Ведомство издөө иштерин жүргүзүп келет.", "act/own", "reported", None),
        ("Ведомство издөө иштерин жүргүзсүн.", None, "duty", None),  # words that assign by being said
    ],
)
def test_what_is_told_of_a_body_is_reported_and_no_duty(text: str, main: str | None, deontic: str, by: str | None) -> None:
    (mandate,) = mandates(text, "ky", ("Ведомство", "Ведомство", "a"), acts=Acts(main=main)).mandates
    assert (mandate.role, mandate.deontic, mandate.assigned_by) == ("executor", deontic, by)


def test_a_paper_that_is_no_instrument_may_state_a_duty() -> None:
    text = "The Office shall keep a list of schools. The Office will keep a list of teachers."
    found = mandates(text, "en", ("Office", "Office", "a"), acts=Acts(main=None)).mandates
    assert [(m.deontic, m.assigned_by) for m in found] == [("duty", None), ("reported", None)]


def test_a_duty_that_is_also_reported_is_a_duty() -> None:
    told, duty = "Курстарды өткөрүүнү Ведомство камсыздап келет.", "Курстарды өткөрүүнү Ведомство камсыздайт."
    for text in (f"{told} {duty}", f"{duty} {told}"):
        (mandate,) = mandates(text, "ky", ("Ведомство", "Ведомство", "a")).mandates
        assert (mandate.deontic, mandate.assigned_by, len(mandate.evidence)) == ("duty", "act/own", 2)


def test_same_duty_said_twice_is_one_mandate_with_two_places() -> None:
    text = "Ведомство издөө иштерин жүргүзөт. Ведомство издөө иштерин жүргүзөт."
    (mandate,) = mandates(text, "ky", ("Ведомство", "Ведомство", "a")).mandates
    assert len(mandate.evidence) == 2


def test_report_names_reporter_and_recipient_of_one_function() -> None:
    text = "Ведомство Кеңешке жыл сайын отчетту берет."
    facts = mandates(text, "ky", ("Ведомство", "Ведомство", "a"), ("Кеңешке", "Кеңеш", "b"))
    assert {(m.holder, m.role) for m in facts.mandates} == {("a", "reporter"), ("b", "report_recipient")}
    assert len({m.concerns for m in facts.mandates}) == 1


def test_tasks_are_the_items_under_an_announcement() -> None:
    text = "Төмөнкү милдеттерди чечүү зарыл:\n\n- байланыш тармагын жакшыртуу;\n\nПринциптер:\n\n- мыйзамдуулуктун үстөмдүгү;"
    found = find_tasks(reading(text, "ky", ("paragraph", "item", "paragraph", "item")), "act/own", WORDS).tasks
    assert [t.text.text for t in found] == ["байланыш тармагын жакшыртуу"]
    assert found[0].part_of == "act/own"


def test_labelled_line_is_a_task_with_its_number() -> None:
    found = find_tasks(reading("2-милдет. Байланыш тармагын ишке киргизүү.", "ky"), "act/own", WORDS).tasks
    assert [(t.number, t.text.text) for t in found] == [("2", "Байланыш тармагын ишке киргизүү")]


OPENED = [
    (
        "ky",
        "2. Ведомство:",
        "1) ачык курстарды уюштурат;",
        "2) эсеп жүргүзүүгө милдеттүү.",
        ["ачык курстарды уюштурат", "эсеп жүргүзүүгө"],
    ),
    (
        "kk",
        "2. Ведомство:",
        "1) ашық курстарды ұйымдастырады;",
        "2) жаңа есеп жүргізсін.",
        ["ашық курстарды ұйымдастырады", "жаңа есеп жүргізсін"],
    ),
    ("ru", "2. Ведомство обязано:", "- вести учёт заявок;", "- открыть курсы.", ["вести учёт заявок", "открыть курсы"]),
    ("en", "2. The Ведомство shall:", "(a) keep a register;", "(b) hold open courses.", ["keep a register", "hold open courses"]),
]


@pytest.mark.parametrize(("language", "opening", "first", "second", "duties"), OPENED, ids=[row[0] for row in OPENED])
def test_items_below_a_body_are_its_duties(language: str, opening: str, first: str, second: str, duties: list[str]) -> None:
    text = f"{opening}\n\n{first}\n\n{second}"
    view = reading(text, language, ("item", "item", "item"))
    facts = find_mandates(view, mentioned(text, ("Ведомство", "Ведомство", "a")), Acts(), TaskFacts((), ()), WORDS)
    assert [f.text.text for f in facts.functions] == duties
    assert {(m.holder, m.role) for m in facts.mandates} == {("a", "executor")}
    assert all(any("Ведомство" in text[e.start : e.end] for e in m.evidence) for m in facts.mandates)


def test_words_that_report_open_no_list_of_duties() -> None:
    text = "Ведомство сообщает, что за год были:\n\n- построены мосты;\n\n- открыты курсы."
    view = reading(text, "ru", ("paragraph", "item", "item"))
    assert find_mandates(view, mentioned(text, ("Ведомство", "Ведомство", "a")), Acts(), TaskFacts((), ()), WORDS) == DutyFacts(
        (), ()
    )


def test_agreement_that_is_asked_is_the_role() -> None:
    text = "Ведомство (келісім бойынша) ашық курстар өткізсін."
    (mandate,) = mandates(text, "kk", ("Ведомство", "Ведомство", "a")).mandates
    assert mandate.role == "by_agreement"


def test_an_act_sets_tasks_only_in_words_that_say_so() -> None:
    text = "1. Төмөнкүлөр зарыл:\n\n1) көпүрөлөрдү оңдоо иштери;\n\n2. Жолдорду да оңдоо керек."
    view = reading(text, "ky", ("item", "item", "item"))
    assert not find_tasks(view, "act/own", WORDS, lambda _: True).tasks
    assert [t.text.text for t in find_tasks(view, "act/own", WORDS).tasks] == ["көпүрөлөрдү оңдоо иштери"]


@pytest.mark.parametrize(
    ("language", "heading", "titles"),
    [
        ("ky", "III. Негизги багыттар", ("Өрттүн алдын алуу", "Жайыт жүгүн азайтуу")),
        ("kk", "3-бөлім. Негізгі тәсілдер", ("Ерте алдын алу", "Көмек көрсету желісі")),
        ("ru", "3. Основные направления", ("Ранняя помощь", "Сеть центров")),
        ("en", "3. Main directions", ("Early help", "Network of centres")),
    ],
)
def test_titles_that_open_the_paragraphs_of_a_section_are_its_tasks(language: str, heading: str, titles: tuple[str, ...]) -> None:
    parts = [f"{title}. Курулуш уланат жана токтобойт." for title in titles]
    kinds = ("heading", "paragraph", "paragraph", "paragraph")
    view = reading("\n\n".join((heading, *parts, "Бул узун сүйлөм эч кандай аталышсыз башталат да, бүтөт.")), language, kinds)
    assert [task.text.text for task in find_tasks(view, "act/own", WORDS).tasks] == list(titles)
    lone = reading("\n\n".join((heading, parts[0])), language, kinds[:2])
    assert not find_tasks(lone, "act/own", WORDS).tasks


def test_page_of_a_project_names_who_carries_it_out_and_assigns_no_duty() -> None:
    text = "The Bridge project is implemented by the Office. The Office provides courses to staff."
    acts = Acts(main=None, places=(Act(4, 18, "act/project"),))
    page = reading(text, "en")
    page = replace(page, document=replace(page.document, kind="project-page"))
    facts = find_mandates(page, mentioned(text, ("Office", "Office", "a")), acts, TaskFacts((), ()), WORDS, project="act/project")
    (courses,) = facts.functions
    assert [(m.holder, m.role, m.concerns, m.deontic, m.assigned_by) for m in facts.mandates] == [
        ("a", "executor", "act/project", "duty", "act/project"),
        ("a", "executor", courses.key, "reported", None),
    ]


def test_a_study_tells_who_paid_for_it_and_assigns_no_duty() -> None:
    text = "Donors: the Bank - USD 5,000; the Fund - USD 300. The Office provides courses to staff."
    names = [("Bank", "Bank", "a"), ("Fund", "Fund", "b"), ("Office", "Office", "c")]
    facts = find_mandates(
        reading(text, "en"), mentioned(text, *names), Acts(main=None, study="act/study"), TaskFacts((), ()), WORDS
    )
    assert {(m.holder, m.role, m.deontic, m.assigned_by) for m in facts.mandates} == {
        ("a", "funder", "duty", "act/study"),
        ("b", "funder", "duty", "act/study"),
        ("c", "executor", "reported", None),
    }


def test_a_body_that_others_are_subordinate_to_holds_nothing() -> None:
    text = "1. Ведомству, подчиненному и подотчетному Совету, Палате принять меры по учёту заявок."
    names = [("Ведомству", "Ведомств", "a"), ("Совету", "Совет", "b"), ("Палате", "Палат", "c")]
    assert {m.holder for m in mandates(text, "ru", *names).mandates} == {"a", "c"}


def test_words_before_an_instrument_say_that_it_is_carried_out() -> None:
    text = "Ведомству принять необходимые меры по реализации Программы."
    start = text.index("Программы")
    acts = Acts(places=(Act(start, start + len("Программы"), "act/own"),))
    (mandate,) = mandates(text, "ru", ("Ведомству", "Ведомств", "a"), acts=acts).mandates
    assert (mandate.concerns, mandate.role) == ("act/own", "executor")


def approved(mentions: tuple[Evidence, ...], said: Evidence, text: str) -> list[tuple[str, tuple[Evidence, ...]]]:
    act = Instrument("act/decree", "decree", "KG", (), mentions, issuer="body/kg/president")
    link = InstrumentLink("document/x/link/1", "act/decree", "act/own", "approves", (said,))
    bodies = mentioned(text, ("Президенттин", "Президент", "body/kg/president"))
    return [(m.holder, m.evidence) for m in approvals("document/x", [link], {act.key: act}, bodies, "act/own")]


def test_issuer_named_where_the_act_approves_is_the_approver() -> None:
    text = "Президенттин Жарлыгы менен бекитилген программа."
    said = Evidence(0, len(text) - 1, "link")
    assert approved((Evidence(0, 20, "citation"),), said, text) == [("body/kg/president", (said,))]


def test_issuer_named_elsewhere_gives_both_places() -> None:
    text = "Президенттин Жарлыгы. Программаны бекитүү жөнүндө."
    cited, said = Evidence(0, 20, "citation"), Evidence(22, 49, "link")
    assert approved((cited,), said, text) == [("body/kg/president", (said, cited))]


def test_issuer_that_the_document_does_not_name_is_no_approver() -> None:
    assert approved((), Evidence(0, 10, "link"), "Программаны бекитүү жөнүндө.") == []


def test_bare_abbreviation_in_a_list_shares_the_case_of_the_name_before_it() -> None:
    text = "Иш чараларга мекемелерди жана ЖМК тартуу зарыл."
    found = NameMatch(
        text.index("мекемелерди"),
        text.index("мекемелерди") + 11,
        ("a",),
        "full",
        "мекемелер",
        "ky",
        "state",
        text.index("мекемелерди") + 9,
    )
    short = NameMatch(
        text.index("ЖМК"), text.index("ЖМК") + 3, ("b",), "abbreviation", "ЖМК", "ky", "media", text.index("ЖМК") + 3
    )
    bodies = BodyIndex(tuple(BodyMention(m.start, m.end, m.candidates[0], m) for m in (found, short)), {})
    facts = find_mandates(reading(text, "ky"), bodies, Acts(), TaskFacts((), ()), WORDS)
    assert {(m.holder, m.role) for m in facts.mandates} == {("a", "participant"), ("b", "participant")}


def test_verb_of_feeling_in_the_plural_is_no_duty() -> None:
    text = "Тургундар мекемелер менен сүйлөшүүдөн коркушат."
    assert mandates(text, "ky", ("мекемелер", "мекемелер", "a")) == DutyFacts((), ())


def test_the_words_of_one_who_orders_assign_a_duty_in_whatever_document() -> None:
    text = "I instruct the Office to open a school. The Office keeps a list."
    found = mandates(text, "en", ("Office", "Office", "a"), acts=Acts(main=None)).mandates
    assert [(m.holder, m.role, m.assigned_by, m.deontic) for m in found] == [
        ("a", "executor", None, "duty"),
        ("a", "executor", None, "reported"),
    ]


def test_points_below_the_enacting_words_of_an_act_are_read_by_themselves() -> None:
    text = "The Office decides:\n\n1. The Agency shall keep a list of schools."
    found = find_mandates(
        reading(text, "en", ("paragraph", "item")),
        mentioned(text, ("Office", "Office", "a"), ("Agency", "Agency", "b")),
        Acts(),
        TaskFacts((), ()),
        WORDS,
    )
    assert [m.holder for m in found.mandates] == ["b"]


@pytest.mark.parametrize(
    ("language", "text", "task"),
    [
        ("ky", "Программанын максаты. Окуучулардын билимин жогорулатуу.", "Окуучулардын билимин жогорулатуу"),
        ("kk", "Бағдарламаның мақсаты: Оқушылардың білімін арттыру.", "Оқушылардың білімін арттыру"),
        ("ru", "Цель программы: повышение знаний учащихся.", "повышение знаний учащихся"),
        ("ky", "Программанын максаты болуп окуучулардын билимин жогорулатуу саналат.", "окуучулардын билимин жогорулатуу"),
    ],
)
def test_an_aim_is_a_task(language: str, text: str, task: str) -> None:
    assert [t.text.text for t in find_tasks(reading(text, language), "act/own", WORDS).tasks] == [task]


@pytest.mark.parametrize(
    ("language", "text", "tasks"),
    [
        ("ky", "Программанын максаты - окуучулардын билимин жогорулатуу.", ["окуучулардын билимин жогорулатуу"]),
        ("kk", "Бағдарламаның мақсаты – оқушылардың білімін арттыру.", ["оқушылардың білімін арттыру"]),
        ("kk", "Бағдарламаның мақсаты – оқушылар үшін маңызды құжат.", []),
        ("en", "For the purpose of safety a council is set up under the ministry.", []),
        ("ru", "Направление 2. Раннее предупреждение", ["Раннее предупреждение"]),
        ("ru", "Направление проекта. Раннее предупреждение", []),
        ("kk", "2-бағыт. Ерте ескерту жүйесі", ["Ерте ескерту жүйесі"]),
        ("ky", "2-багыт. Эрте эскертүү тутуму", ["Эрте эскертүү тутуму"]),
        ("en", "Pillar 2. Early warning of schools", ["Early warning of schools"]),
        (
            "ky",
            "Долбоор айылдардагы тобокелди: а) айыл жолдорун оңдоо; б) окуучулардын билимин көтөрүү боюнча иш-аракеттери аркылуу азайтууга багытталган.",
            ["айыл жолдорун оңдоо", "окуучулардын билимин көтөрүү"],
        ),
        (
            "kk",
            "Жоба ауылдардағы тәуекелді: а) ауыл жолдарын жөндеу; б) оқушылардың білімін көтеру арқылы азайтуға бағытталған.",
            ["ауыл жолдарын жөндеу", "оқушылардың білімін көтеру"],
        ),
        (
            "ru",
            "Проект направлен на: а) ремонт сельских дорог; б) обучение учителей.",
            ["ремонт сельских дорог", "обучение учителей"],
        ),
        (
            "en",
            "The project aims to: (a) mend village roads; (b) train the teachers.",
            ["mend village roads", "train the teachers"],
        ),
        ("en", "The report tells of: (a) village roads; (b) trained teachers.", []),
        (
            "ky",
            "Иштин алкагында окуучулардын билимин көтөрүү, айыл жолдорун оңдоо сыяктуу милдеттер коюлган.",
            ["окуучулардын билимин көтөрүү", "айыл жолдорун оңдоо"],
        ),
        (
            "kk",
            "Жұмыс шеңберінде оқушылардың білімін көтеру, ауыл жолдарын жөндеу сияқты міндеттер қойылды.",
            ["оқушылардың білімін көтеру", "ауыл жолдарын жөндеу"],
        ),
        (
            "ru",
            "Поставлены такие задачи, как обучение учителей и обновление сельских дорог, пишут газеты.",
            ["обучение учителей", "обновление сельских дорог"],
        ),
        (
            "en",
            "It sets such tasks as training the teachers and mending village roads.",
            ["training the teachers", "mending village roads"],
        ),
        ("en", "It sets such tasks as those of last year and the year before.", []),
    ],
)
def test_tasks_are_stated_within_sentences(language: str, text: str, tasks: list[str]) -> None:
    assert [t.text.text for t in find_tasks(reading(text, language), "act/own", WORDS).tasks] == tasks


@pytest.mark.parametrize(
    ("language", "text", "goal"),
    [
        ("ky", "Долбоордун максаты - окуучулардын билимин жогорулатуу болуп саналат.", "окуучулардын билимин жогорулатуу"),
        ("ky", "Кеңештин максаты окуучулардын билимин жогорулатуу болуп саналат.", None),
        ("kk", "Жобаның мақсаты – оқушылардың білімін арттыру.", "оқушылардың білімін арттыру"),
        ("ru", "Цель проекта – повышение знаний учащихся.", "повышение знаний учащихся"),
        ("ru", "Цель совета – повышение знаний учащихся.", None),
        ("en", "The goal of the project is to teach all the pupils.", "teach all the pupils"),
    ],
)
def test_a_paper_that_is_no_instrument_tells_the_goal_of_a_project(language: str, text: str, goal: str | None) -> None:
    found = find_tasks(reading(text, language), None, WORDS, told="act/project").tasks
    assert [(t.text.text, t.part_of) for t in found] == ([(goal, "act/project")] if goal else [])
    assert not find_tasks(reading(text, language), None, WORDS).tasks


def test_the_aim_of_wrongdoers_is_no_task() -> None:
    text = "Кылмышкерлердин максаты чоң дүкөндөр жана кампалар болуп саналат."
    assert not find_tasks(reading(text, "ky"), "act/own", WORDS).tasks


def test_headings_below_a_heading_of_directions_are_tasks() -> None:
    text = (
        "4. Артыкчылыктуу багыттар\n\n4.1. Мектептердеги коопсуздукту камсыз кылуу\n\n5. Каржылоо\n\n5.1. Бюджеттин каражаттары"
    )
    found = find_tasks(reading(text, "ky", ("heading",) * 4), "act/own", WORDS).tasks
    assert [t.text.text for t in found] == ["Мектептердеги коопсуздукту камсыз кылуу"]


def test_orders_in_a_list_are_no_tasks() -> None:
    text = "2. Мамлекеттик органдар:\n\n1) ушул планды аткарууну камсыз кылсын;\n\n2) курстарды ачуу боюнча иштер;"
    view = reading(text, "ky", ("paragraph", "item", "item"))
    assert [t.text.text for t in find_tasks(view, "act/own", WORDS).tasks] == ["курстарды ачуу боюнча иштер"]


def test_a_list_of_acts_is_carried_out_one_and_all() -> None:
    text = "Органдар Бағдарламаны және Жоспарды іске асыруды қамтамасыз етсін."
    places = tuple(Act(text.index(w), text.index(w) + len(w), f"act/{n}") for n, w in enumerate(("Бағдарламаны", "Жоспарды")))
    facts = mandates(text, "kk", ("Органдар", "Органдар", "a"), acts=Acts(places=places))
    assert {m.concerns for m in facts.mandates} == {"act/0", "act/1"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ky", "2. Мектептер, Ведомство, башка уюмдар:\n\n- курстарды ачсын;\n\n- аларды өткөрсүн жыл сайын."),
        ("ru", "2. Школам, Ведомству, иным организациям:\n\n- открыть новые курсы;\n\n- провести все занятия."),
        ("kk", "2. Мектептер, Ведомство, өзге де ұйымдар:\n\n- жаңа курстар ашсын;\n\n- барлық сабақты өткізсін."),
    ],
)
def test_a_body_among_others_opens_a_list(language: str, text: str) -> None:
    view = reading(text, language, ("item", "item", "item"))
    named = (
        mentioned(text, ("Ведомству", "Ведомств", "a")) if language == "ru" else mentioned(text, ("Ведомство", "Ведомство", "a"))
    )
    facts = find_mandates(view, named, Acts(), TaskFacts((), ()), WORDS)
    assert len(facts.functions) == 2
    assert {(m.holder, m.role) for m in facts.mandates} == {("a", "executor")}


@pytest.mark.parametrize(
    ("language", "text", "name", "act"),
    [
        ("ky", "Ведомство Курстар жөнүндө жобону иштеп чыксын.", "Ведомство", "Курстар жөнүндө жобону"),
        ("kk", "Ведомство Курстар туралы ережені әзірлесін.", "Ведомство", "Курстар туралы ережені"),
        ("ru", "Ведомству разработать Положение о курсах.", "Ведомству", "Положение о курсах"),
        ("en", "The Ведомство shall draft the Regulation on Courses.", "Ведомство", "Regulation on Courses"),
    ],
)
def test_who_draws_up_an_instrument_is_its_developer(language: str, text: str, name: str, act: str) -> None:
    start = text.index(act)
    acts = Acts(places=(Act(start, start + len(act), "act/regulation"),))
    facts = mandates(text, language, (name, "Ведомств", "a"), acts=acts)
    assert {(m.role, m.concerns) for m in facts.mandates} == {("developer", "act/regulation")}
