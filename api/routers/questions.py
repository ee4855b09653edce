"""The ready questions: as pages with a form and a table, and as JSON or CSV."""

from __future__ import annotations

import functools
from collections import Counter
from http import HTTPStatus
from urllib.parse import urlencode

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.answers import (
    answer_csv,
    answer_json,
    choice_iris,
    choice_words,
    question_json,
    shown_columns,
    shown_iris,
    table_cells,
)
from api.asking import ThreadedGraph
from api.errors import NotFoundInDocumentsError, RequestError, problem_of
from api.freshness import CACHING, entity_tag, is_held, not_modified
from api.negotiation import Format, choose
from api.pages import with_query
from api.paging import Counted, whole_number
from api.parameters import choice_of, window_of
from api.query_errors import BusyError, DeadlineError
from api.routers.sparql import TRUNCATED_HEADER
from api.state import Service, service_of
from graph.naming import NotFoundError
from graph.question_headers import LANGUAGES
from graph.question_totals import Total, count_rows
from graph.questions import Answer, Part, Question, ask, load_questions
from ontology.errors import AskedError, JarlykError

_FORMATS = (Format("json", ("application/json",), "json"), Format("csv", ("text/csv",), "csv"))
_VALUES = 50  # of one parameter
_COUNTING_S = 1.0  # what it may take to count the rows that are not shown
ROWS = 10_000  # of one page, unless fewer are asked for


async def list_as_json(request: Request) -> Response:
    """What can be asked."""
    language = _language(request)
    answer = JSONResponse({"questions": [question_json(question, language) for question in load_questions().values()]})
    held = {**CACHING, "ETag": entity_tag(answer.body)}
    if is_held(request, held["ETag"]):
        return not_modified(held)
    answer.headers.update(held)
    return answer


async def answer_as_data(request: Request) -> Response:
    """The answer of one question; its parameters are those of the address."""
    service = service_of(request)
    question = _question(request)
    form = choose(_FORMATS, request.headers.get("accept"), request.query_params.get("format"))
    window = window_of(request, ROWS, ROWS)
    tag = entity_tag(service.publication.state(), request.url.path, request.url.query, form.name, service.settings.row_limit)
    held = {**CACHING, "ETag": tag}
    if is_held(request, tag):
        return not_modified(held)
    values = _values(request)
    answer, truncated = await _ask(service, question, values, Part(window.size, window.start))
    counted = await _count(service, question, values, answer, truncated)
    last = window.pages(counted.n) if counted.whole else window.page + 1 if answer.more else window.page
    headers = held | counted.header() | window.links(request, last, last_known=counted.whole)
    if truncated:
        headers[TRUNCATED_HEADER] = f"rows={service.asked.own_rows}"
    if form.name == "csv":
        return Response(answer_csv(answer), media_type=form.content_type, headers=headers)
    return JSONResponse(answer_json(answer, window, counted, truncated), headers=headers)


async def show_questions(request: Request) -> Response:
    """The list of questions."""
    service = service_of(request)
    words = service.pages.words(request)
    return service.pages.render(request, "questions.html", words, questions=list(load_questions().values()))


async def show_question(request: Request) -> Response:
    """One question with its form and, asked with what the address says, its answer."""
    service = service_of(request)
    words = service.pages.words(request)
    question = _question(request)
    values = _values(request)
    answer, counted, problem, status = None, None, "", HTTPStatus.OK
    size = service.settings.page_rows
    page = whole_number(request.query_params.get("page")) or 1
    try:
        answer, truncated = await _ask(service, question, {"language": [words.language]} | values, Part(size, (page - 1) * size))
        counted = await _count(service, question, values, answer, truncated)
    except NotFoundError as error:
        problem = f"{words('questions.none')} {problem_of(error).detail_in(words)}"
    except JarlykError as error:
        if isinstance(error, RequestError | AskedError):
            problem, status = problem_of(error).detail_in(words), HTTPStatus.BAD_REQUEST
        else:
            raise
    rows = table_cells(answer) if answer else []
    choices = choice_iris(question)
    matched = [match.iri for matches in answer.matched.values() for match in matches] if answer else []
    names = await service.asked.names([*shown_iris(rows), *choices.values(), *matched])
    ranks = sorted(LANGUAGES, key=words.rank)
    return service.pages.render(
        request,
        "question.html",
        words,
        status=status,
        question=question,
        values=values,
        answer=answer,
        total=counted.in_words(words) if counted else "",
        problem=problem,
        columns=shown_columns(question.columns),
        has_places=any(place for _, place in rows),
        rows=rows,
        page=page,
        page_address=lambda number: f"{request.url.path}?page={number}{_rest(values)}",
        names=names,
        choice_names=choice_words(question, words) | {key: names.best(iri, ranks).text for key, iri in choices.items()},
        download=lambda form: with_query(f"/api/questions/{question.name}", format=form) + _rest(values),
    )


async def _ask(service: Service, question: Question, values: dict[str, list[str]], part: Part) -> tuple[Answer, bool]:
    threaded = ThreadedGraph(service.asked)
    given = {name: listed for name, listed in values.items() if name in question.parameters or name != "language"}
    state = service.publication.state()
    asking = functools.partial(ask, threaded, question.name, given, service.base, part, service.scopes.get(state))
    answer = await anyio.to_thread.run_sync(asking)
    service.scopes.put(state, answer.scope)
    return answer, threaded.truncated


async def _count(service: Service, question: Question, values: dict[str, list[str]], answer: Answer, truncated: bool) -> Counted:
    """How many rows there are in all; where that takes too long, how many there are at least."""
    seen = answer.offset + len(answer.rows) + answer.more if answer.rows else 0
    if truncated or answer.total is not None:
        return Counted(seen, whole=not truncated)
    found = {name: tuple(match.iri for match in matches) for name, matches in answer.matched.items()}
    asked = {name: given for name, given in values.items() if name in question.parameters and name != "language"} | found
    key = (service.publication.state(), question.name, *sorted((name, tuple(given)) for name, given in asked.items()))
    total = service.totals.get(key)
    if total is None:
        brief = ThreadedGraph(service.asked, deadline_s=_COUNTING_S)
        try:
            total = await anyio.to_thread.run_sync(count_rows, brief, question, asked)
        except DeadlineError:
            total = Total(0, whole=False)
        except BusyError:  # others come first; the next page may have time
            return Counted(seen, whole=False)
        service.totals.put(key, total or Total(0, whole=False))
    return Counted(max(total.rows, seen), total.whole) if total else Counted(seen, whole=False)


def _question(request: Request) -> Question:
    name = request.path_params["name"]
    questions = load_questions()
    if name not in questions:
        told = ("told.no-question", {"name": name, "known": ", ".join(questions)})
        raise NotFoundInDocumentsError(f"no question is called '{name}'", told)
    return questions[name]


def _values(request: Request) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in ("format", "page", "size") and value.strip():
            values.setdefault(name, []).append(value.strip())
    given = Counter(name for name, _ in request.query_params.multi_items())
    if given and max(given.values()) > _VALUES:
        raise RequestError(f"at most {_VALUES} values of one parameter", told=("told.values", {"most": _VALUES}))
    return values


def _rest(values: dict[str, list[str]]) -> str:
    return "&" + urlencode(values, doseq=True) if values else ""


def _language(request: Request) -> str | None:
    return choice_of(request, "lang", LANGUAGES) or choice_of(request, "language", LANGUAGES) or None


API_ROUTES = [Route("/api/questions", list_as_json), Route("/api/questions/{name}", answer_as_data)]
ROUTES = [Route("/{language}/questions", show_questions), Route("/{language}/questions/{name}", show_question)]
