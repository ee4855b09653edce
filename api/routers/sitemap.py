"""What crawlers are told: which pages there are (sitemaps.org protocol 0.9), and what to leave alone (RFC 9309)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.addresses import Addresses, root_address
from api.asking import read_query
from api.freshness import CACHING, entity_tag, is_held, not_modified
from api.state import Service, service_of
from api.translation import LANGUAGES

_NODES_A_FILE = 10_000  # each in four languages; the protocol's limit is 50,000 addresses
_MOST_FILES = 50_000  # an index may list no more
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_RULES = "User-agent: *\nDisallow: /sparql\nDisallow: /api/\nDisallow: /*/view\nDisallow: /*/search\n"


async def give_rules(request: Request) -> Response:
    """robots.txt: pages may be kept by search engines; what costs work is left to people."""
    root = root_address(service_of(request).settings.public_url, request)
    return PlainTextResponse(f"{_RULES}\nSitemap: {root}/sitemap.xml\n")


async def list_sitemaps(request: Request) -> Response:
    """The index of the sitemaps."""
    return await _answer(request, "sitemapindex", _SITEMAP, _index)


async def list_pages(request: Request) -> Response:
    """The pages of some of the nodes, each in every language, with its other languages beside it."""
    return await _answer(request, "urlset", f"{_SITEMAP} {_XHTML}", _pages)


async def _index(request: Request, service: Service, root: str) -> list[str]:
    (row,) = await service.asked.rows("pages-count")
    nodes = int(row["count"].value) if row["count"] else 0
    files = max(1, -(-nodes // _NODES_A_FILE))
    return [f"<sitemap><loc>{escape(f'{root}/sitemap/{number}.xml')}</loc></sitemap>" for number in range(1, files + 1)]


async def _pages(request: Request, service: Service, root: str) -> list[str]:
    number: int = request.path_params["number"]
    before = (number - 1) * _NODES_A_FILE
    there = 0 < number <= _MOST_FILES
    rows = await service.asked.select(f"{read_query('pages')}LIMIT {_NODES_A_FILE} OFFSET {before}") if there else []
    if not rows and number != 1:
        raise HTTPException(404, f"{request.url.path}: there is no such sitemap; /sitemap.xml lists all")
    return [*_entries(service, root, (row["node"].value for row in rows if row["node"]))]


def _entries(service: Service, root: str, nodes: Iterable[str]) -> Iterator[str]:
    addresses = Addresses(service.base)
    for node in nodes:
        pages = {language: root + addresses.page(language, node) for language in LANGUAGES}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(page)}/>' for language, page in pages.items()
        )
        for page in pages.values():
            yield f"<url><loc>{escape(page)}</loc>{links}</url>"


async def _answer(
    request: Request, name: str, names: str, entries: Callable[[Request, Service, str], Awaitable[list[str]]]
) -> Response:
    service = service_of(request)
    root = root_address(service.settings.public_url, request)
    tag = entity_tag(service.publication.state(), root, request.url.path)
    headers = {**CACHING, "ETag": tag}
    if is_held(request, tag):
        return not_modified(headers)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{name} {names}>", *await entries(request, service, root), f"</{name}>"]
    return Response("\n".join(lines) + "\n", headers=headers, media_type="application/xml")


ROUTES = [
    Route("/robots.txt", give_rules),
    Route("/sitemap.xml", list_sitemaps),
    Route("/sitemap/{number:int}.xml", list_pages),
]
