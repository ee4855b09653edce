"""The files that were read, as data: what each is, and where its text and its report are."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.addresses import Addresses, data_path, root_address
from api.json_answers import Answered, as_json
from api.parameters import language_of, window_of
from api.state import Service

_PAGE, _PAGE_MOST = 100, 1_000


async def list_documents(request: Request) -> Response:
    """The files in the order of their names, and those that could not be read with the reason."""
    language, window = language_of(request), window_of(request, _PAGE, _PAGE_MOST)

    async def make(service: Service) -> Answered:
        manifest = service.publication.generation().manifest
        entries = sorted(manifest.documents, key=lambda entry: entry.file_names)
        root, addresses = root_address(service.settings.public_url, request), Addresses(service.base)
        listed = [
            {
                "iri": entry.iri,
                "files": list(entry.file_names),
                "language": entry.language or None,
                "sha256": entry.sha256,
                "counts": dict(entry.counts),
                "page": root + addresses.page(language, entry.iri),
                "text": root + data_path(service.base, entry.iri, "txt"),
                "report": root + addresses.report(language, entry.iri),
            }
            for entry in window.cut(entries)
        ]
        failures = [{"file": failure.path, "reason": failure.reason} for failure in manifest.failures]
        content = {"documents": listed, "failures": failures, **window.members(len(entries))}
        return Answered(content, window.links(request, window.pages(len(entries))))

    return await as_json(request, make, varies=True)


API_ROUTES = [Route("/api/documents", list_documents)]
