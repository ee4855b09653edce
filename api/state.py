"""What a request can reach of the running service."""

from __future__ import annotations

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
from api.settings import Settings
from api.statistics import KeptStatistics
from api.tokens import Tokens

_PICTURES_KEPT = 12  # about 1 MB each
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
    marks: Marks = field(default_factory=Marks)
    pictures: Kept[str] = field(default_factory=lambda: Kept(_PICTURES_KEPT))
    descriptions: Kept[bytes] = field(default_factory=lambda: Kept(_DESCRIPTIONS_KEPT))

    @property
    def base(self) -> str:
        """The IRI under which the current generation is published."""
        return self.publication.generation().manifest.base


def service_of(request: Request) -> Service:
    """The service that answers a request."""
    service: Service = request.app.state.service
    return service
