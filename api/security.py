"""The headers that every answer carries: a page runs only our own files and tells no other site where it was read."""

from __future__ import annotations

POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; frame-src 'self'; "
    "object-src 'none'; img-src 'self' data:"
)
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": POLICY,
}
ADDED = tuple((name.lower().encode("ascii"), value.encode("ascii")) for name, value in SECURITY_HEADERS.items())
