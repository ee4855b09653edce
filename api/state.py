"""What a request can reach of the running service."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field

from starlette.requests import Request

from api.asking import GraphAsked
from api.exports import Exports
from api.kept import Kept
from api.logs import Marks
from api.metrics import Metrics
from api.pages import Pages
from api.published import Publication
from api.query_runner import QueryRunner
from api.reloads import Reloads
from api.reviewing import Reviewing
from api.settings import Settings
from api.statistics import KeptStatistics
from api.tokens import Tokens
from graph.errors import StoreError
from graph.question_totals import Total
from graph.questions import DocumentAsked

_PICTURES_KEPT = 12  # about 1 MB each
_SCOPES_KEPT = 2  # of this generation, and of one that is being replaced
_TOTALS_KEPT = 500
_DESCRIPTIONS_KEPT = 16  # two in four formats, and again; up to a few MB where there are thousands of documents


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of one running service, made when it starts."""

    settings: Settings
    publication: Publication
    pool: QueryRunner
    asked: GraphAsked
    pages: Pages
    statistics: KeptStatistics
    metrics: Metrics
    exports: Exports
    tokens: Tokens
    reloads: Reloads
    reviewing: Reviewing
    marks: Marks = field(default_factory=Marks)
    pictures: Kept[str] = field(default_factory=lambda: Kept(_PICTURES_KEPT))
    scopes: Kept[tuple[DocumentAsked, ...]] = field(default_factory=lambda: Kept(_SCOPES_KEPT))
    totals: Kept[Total] = field(default_factory=lambda: Kept(_TOTALS_KEPT))
    descriptions: Kept[bytes] = field(default_factory=lambda: Kept(_DESCRIPTIONS_KEPT))

    @property
    def base(self) -> str:
        """The IRI under which the current generation is published."""
        return self.publication.generation().manifest.base

    def reload(self) -> None:
        """Reads what is published anew, with new query workers.

        Raises:
            StoreError: nothing is published, or it is damaged.
        """
        self.publication.forget()
        self.pool.renew()


def service_of(request: Request) -> Service:
    """The service that answers a request; it has done what another process of it was asked to do."""
    service: Service = request.app.state.service
    if service.reloads.came():
        with contextlib.suppress(StoreError):  # the request will say so
            service.reload()
    return service
