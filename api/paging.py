"""Turning pages of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from api.translation import Words

Item = TypeVar("Item")


ROWS_HEADER = "X-Jarlyk-Rows"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries there are; where `whole` is false, how many at least."""

    n: int
    whole: bool = True

    def members(self) -> dict[str, int | None]:
        """What an answer says of it."""
        return {"total": self.n if self.whole else None, "atLeast": self.n}

    def header(self) -> dict[str, str]:
        """The header that says it."""
        return {ROWS_HEADER: f"{'total' if self.whole else 'at-least'}={self.n}"}

    def in_words(self, words: Words) -> str:
        """The same in the words of a language."""
        return words.number(self.n) if self.whole else words("list.at_least", n=words.number(self.n))


@dataclass(frozen=True, slots=True)
class Window:
    """One page of a list; `page` counts from 1."""

    page: int
    size: int

    @property
    def start(self) -> int:
        """How many entries stand before it."""
        return (self.page - 1) * self.size

    @property
    def end(self) -> int:
        """The number of its last entry."""
        return self.page * self.size

    def cut(self, items: Sequence[Item]) -> Sequence[Item]:
        """The entries of this page."""
        return items[self.start : self.end]

    def pages(self, total: int) -> int:
        """How many pages there are."""
        return max(1, -(-total // self.size))

    def members(self, total: int) -> dict[str, int]:
        """What an answer says of its place in the list."""
        return {"total": total, "page": self.page, "pages": self.pages(total), "size": self.size}

    def links(self, request: Request, pages: int, last_known: bool = True) -> dict[str, str]:
        """The Link header with the pages around (RFC 8288), their addresses relative to the server."""
        around = {"first": 1, "prev": self.page - 1, "next": self.page + 1} | ({"last": pages} if last_known else {})
        there = {rel: page for rel, page in around.items() if 1 <= page <= pages}
        listed = ", ".join(f'<{_address(request, page)}>; rel="{rel}"' for rel, page in there.items())
        return {"Link": listed} if listed else {}


def page_of(request: Request, total: int, size: int) -> tuple[int, int]:
    """The page asked for by `?page=`, within what there is, and the number of pages; both count from 1."""
    pages = max(1, -(-total // size))
    return min(max(whole_number(request.query_params.get("page")) or 1, 1), pages), pages


def whole_number(text: str | None) -> int | None:
    """A number of at most nine digits; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _address(request: Request, page: int) -> str:
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    return f"{raw.decode('ascii', 'replace').partition('?')[0]}?{urlencode([*others, ('page', str(page))])}"
