"""One act cited in four languages is one node: the same key from every form, the registration number apart."""

from __future__ import annotations

import pytest

ACTS = {
    "act/kg/law/2020-05-05/61": {
        "ky": 'Кыргыз Республикасынын 2020-жылдын 5-майындагы № 61 "Көпүрө жөнүндө" Мыйзамы.',
        "kk": '"Көпір туралы" Қырғыз Республикасының 2020 жылғы 5 мамырдағы № 61 Заңы.',
        "ru": "Закон Кыргызской Республики «О мостах» от 05.05.20 г. № 61.",
        "en": 'The Law of the Kyrgyz Republic "On Bridges" No.61 of May 5, 2020 was adopted.',
    },
    "act/kz/order/2021-04-03/12-нқ": {
        "ky": "Казакстан Республикасынын Экономика министринин 2021-жылдын 3-апрелиндеги № 12-НҚ буйругу.",
        "kk": "Қазақстан Республикасы Экономика министрінің 2021 жылғы 3 сәуірдегі №12-НҚ бұйрығы (№ 22999 болып тіркелген).",
        "ru": "Приказ и.о. Министра экономики Республики Казахстан от 3 апреля 2021 года N 12-НҚ (зарегистрирован под № 22999).",
        "en": "Order of the Acting Minister of Economy of the Republic of Kazakhstan No. 12-НҚ dated 3 April 2021.",
    },
    "act/un/un-resolution/2015/2250": {
        "ky": "БУУнун Коопсуздук Кеңешинин 2250 (2015) резолюциясы.",
        "kk": "БҰҰ Қауіпсіздік Кеңесінің 2250 (2015) қарары.",
        "ru": "Резолюция 2250 (2015) Совета Безопасности ООН.",
        "en": "It recalls resolution S/RES/2250 (2015) of the United Nations.",
    },
    "act/un/un-resolution/session/64-292": {
        "ky": "БУУнун Башкы Ассамблеясынын 64/292 резолюциясы.",
        "kk": "БҰҰ Бас Ассамблеясының 64/292 қарары.",
        "ru": "Резолюция Генеральной Ассамблеи ООН 64/292.",
        "en": "It recalls General Assembly resolution A/RES/64/292 of the United Nations.",
    },
    "act/int/regulation/session/2016-679": {
        "ky": "(ЕБ) 2016/679 Регламенти колдонулат.",
        "kk": "(ЕО) 2016/679 Регламенті қолданылады.",
        "ru": "Регламент (ЕС) 2016/679 применяется.",
        "en": "Regulation (EU) 2016/679 applies.",
    },
    "act/kg/constitution/constitution/kg": {
        "ky": "Кыргыз Республикасынын Конституциясы.",
        "kk": "Қырғыз Республикасының Конституциясы.",
        "ru": "Конституция Кыргызской Республики.",
        "en": "The Constitution of the Kyrgyz Republic.",
    },
}
ROWS = [(key, language, text) for key, texts in ACTS.items() for language, text in texts.items()]


@pytest.mark.parametrize(("key", "language", "text"), ROWS, ids=[f"{key}-{language}" for key, language, _ in ROWS])
def test_every_language_gives_one_key(citing, key: str, language: str, text: str) -> None:
    found = {i.key for i in citing.settle(text, language).instruments}
    if "constitution" in key:  # its key is made from the state alone
        expected = {i.key for i in citing.settle(ACTS[key]["ky"], "ky").instruments}
        assert found == expected and len(found) == 1
    else:
        assert found == {key}


def test_a_registration_number_is_not_the_act_s(citing) -> None:
    text = "Об учёте\nПриказ Министра экономики Республики Казахстан от 3 апреля 2021 года № 12-НҚ. Зарегистрирован в Министерстве юстиции 5 апреля 2021 года № 22999"
    facts = citing.settle(text, "ru")
    (act,) = facts.instruments
    assert (act.number, act.date, act.titles[0].text) == ("12-НҚ", "2021-04-03", "Об учёте")
    assert facts.index.act == act.key
