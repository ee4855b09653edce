"""What the service asks its queries of: workers of its own (`api.pool`) or another engine (`api.remote_pool`)."""

from __future__ import annotations

from typing import Protocol

from api.worker_frames import QueryAnswer, QueryRequest


class QueryRunner(Protocol):
    """Runs queries, a bounded number at a time. Used from one event loop."""

    @property
    def running(self) -> int:
        """How many queries run now."""

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""

    @property
    def lost(self) -> int:
        """How many were stopped."""

    async def run(self, request: QueryRequest, deadline_s: float | None = None) -> QueryAnswer:
        """Runs one query; when the caller is cancelled, it is stopped.

        Raises:
            JarlykError: it could not be answered; `api.errors` says what each kind is to the client.
        """

    def warm(self) -> None:
        """Gets ready."""

    def renew(self) -> None:
        """Lets go what is kept for further queries, and gets ready anew."""

    async def close(self) -> None:
        """Ends all."""
