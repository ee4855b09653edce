"""Turning pages of a list."""

from __future__ import annotations

from starlette.requests import Request


def page_of(request: Request, total: int, size: int) -> tuple[int, int]:
    """The page asked for by `?page=`, within what there is, and the number of pages; both count from 1."""
    pages = max(1, -(-total // size))
    return min(max(whole_number(request.query_params.get("page")) or 1, 1), pages), pages


def whole_number(text: str | None) -> int | None:
    """A number of at most nine digits; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
