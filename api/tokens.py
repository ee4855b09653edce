"""Tokens for the few things that not everybody may do: who holds one, what it lets them do, until when.

A token is `jarlyk_ID_SECRET`, the secret 32 random bytes. Only SHA-256 of the secret is kept: it is too long to be guessed, so a
slow hash would add nothing. The file is read anew when it changes, so that what is revoked is refused at once.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from api.settings import Settings
from api.told_errors import ToldError
from graph.errors import store_errors
from graph.layout import write_lasting
from ontology.errors import DataError

SCOPES = ("review", "admin")
FILE_NAME = "tokens.json"
_SECRET_BYTES = 32
_FORM = re.compile(r"jarlyk_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
_NOBODY = hashlib.sha256(b"").hexdigest()


def token_file(settings: Settings) -> Path:
    """Where the tokens are kept."""
    return Path(settings.tokens_file) if settings.tokens_file else settings.store / FILE_NAME


class TokenError(ToldError, DataError):
    """Tokens that cannot be read."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token. Times are ISO 8601 in UTC; `expires` and `revoked` are empty where they do not hold."""

    identifier: str
    holder: str
    scopes: tuple[str, ...]
    sha256: str
    created: str
    expires: str = ""
    revoked: str = ""

    def is_good(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return not self.revoked and (not self.expires or now < datetime.fromisoformat(self.expires))


class Tokens:
    """The tokens of a file, and those that the environment names."""

    def __init__(self, file: Path, environment: str = "") -> None:
        """Takes the file, which need not be there, and `ID:SCOPE+SCOPE:SHA256` with spaces between.

        Raises:
            TokenError: the words of the environment cannot be read.
        """
        self._file = file
        self._named = tuple(_from_environment(word) for word in environment.split())
        self._kept: tuple[tuple[int, int], tuple[Token, ...]] = ((0, 0), ())

    def all(self) -> tuple[Token, ...]:
        """Every token, in the order in which they were made.

        Raises:
            TokenError: the file cannot be read.
        """
        try:
            status = self._file.stat()
        except FileNotFoundError:
            return self._named
        stamp = (status.st_mtime_ns, status.st_size)
        if self._kept[0] != stamp:
            self._kept = (stamp, _read(self._file))
        return (*self._named, *self._kept[1])

    def find(self, presented: str, now: datetime | None = None) -> Token | None:
        """The token that is meant, if it is a good one. Takes as long whether it is known or not.

        Raises:
            TokenError: the file cannot be read.
        """
        match = _FORM.fullmatch(presented)
        identifier, secret = (match[1], match[2]) if match else ("", "")
        known = {token.identifier: token for token in self.all()}.get(identifier)
        hashed = hashlib.sha256(secret.encode()).hexdigest()
        same = hmac.compare_digest(hashed, known.sha256 if known else _NOBODY)
        return known if known and same and match and known.is_good(now or datetime.now(UTC)) else None


def make_token(file: Path, holder: str, scopes: Sequence[str], days: int | None, now: datetime) -> str:
    """Makes a token and keeps its hash; gives the token, which nobody can read again.

    Raises:
        TokenError: the file cannot be read.
        StoreError: it cannot be written.
    """
    identifier, secret = secrets.token_hex(4), secrets.token_urlsafe(_SECRET_BYTES)
    expires = (now + timedelta(days=days)).isoformat(timespec="seconds") if days else ""
    hashed = hashlib.sha256(secret.encode()).hexdigest()
    made = Token(identifier, holder, tuple(scopes), hashed, now.isoformat(timespec="seconds"), expires)
    _write(file, (*_listed(file), made))
    return f"jarlyk_{identifier}_{secret}"


def revoke_token(file: Path, identifier: str, now: datetime) -> None:
    """Takes a token back. It stays in the list, so that who asks later sees when.

    Raises:
        ToldError: there is none of this identifier.
    """
    listed = _listed(file)
    if identifier not in {token.identifier for token in listed}:
        raise ToldError("no-token-held", file=file, token=identifier)
    when = now.isoformat(timespec="seconds")
    _write(file, tuple(replace(t, revoked=t.revoked or when) if t.identifier == identifier else t for t in listed))


def _listed(file: Path) -> tuple[Token, ...]:
    return _read(file) if file.exists() else ()


def _read(file: Path) -> tuple[Token, ...]:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))["tokens"]
        return tuple(Token(**{**row, "scopes": tuple(row["scopes"])}) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TokenError("tokens-unreadable", file=file, reason=type(error).__name__) from None


def _write(file: Path, tokens: Sequence[Token]) -> None:
    content = json.dumps({"tokens": [asdict(token) for token in tokens]}, ensure_ascii=False, indent=1) + "\n"
    with store_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_lasting(file, content.encode(), mode=0o600)


def _from_environment(word: str) -> Token:
    identifier, _, rest = word.partition(":")
    scopes, _, hashed = rest.partition(":")
    given = tuple(scopes.split("+"))
    if not (re.fullmatch("[0-9a-f]{8}", identifier) and re.fullmatch("[0-9a-f]{64}", hashed) and set(given) <= set(SCOPES)):
        raise TokenError("tokens-form")
    return Token(identifier, f"token {identifier}", given, hashed, "")
