"""A list of tasks whose items bear no mark: they end in semicolons, and the last in a stop."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

LISTS = {
    "ky": "2023-2027-жылдарга Кыргыз Республикасынын токойлорду сактоо концепциясы\n\nМаксатка жетүү үчүн төмөнкү милдеттер коюлат:\n"
    "көчөттөрдү өстүрүү;\nкызматкерлерди окутуу;\nкалкты ишке тартуу.\n\nТокойлор жыл бою корголот.\n",
    "kk": "Қазақстан Республикасында орманды қорғаудың 2023 – 2027 жылдарға арналған тұжырымдамасы\n\nБұл үшін мынадай міндеттер қойылады:\n"
    "көшеттерді өсіру;\nқызметкерлерді оқыту;\nхалықты іске тарту.\n\nОрмандар жыл бойы қорғалады.\n",
    "ru": "Концепция охраны лесов Кыргызской Республики на 2023-2027 годы\n\nДля этого решаются следующие задачи:\n"
    "выращивание саженцев;\nобучение лесников;\nвовлечение жителей.\n\nЛеса охраняются круглый год.\n",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize("language", LISTS)
def test_the_items_of_a_list_without_marks_are_tasks(language: str, extractor: Extractor) -> None:
    extraction = extractor.extract("x.txt", "0", LISTS[language])
    assert [task.text.text for task in extraction.tasks] == [
        line.rstrip(";.") for line in LISTS[language].split(":\n")[1].split("\n\n")[0].split("\n")
    ]


def test_a_paragraph_below_an_opening_is_no_item(extractor: Extractor) -> None:
    text = LISTS["ru"].replace("выращивание саженцев;\nобучение лесников;\nвовлечение жителей.", "Саженцы растут медленно.")
    assert extractor.extract("x.txt", "0", text).tasks == ()
