"""Words of RTF that this program acts on; all others only shape the page. Source: Rich Text Format Specification 1.9.1."""

from __future__ import annotations

import re

# A control word with its number, a byte in hexadecimal digits, a control symbol, a brace, or plain text; line ends say nothing.
TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n\x00]+)|[\r\n\x00]+|\\", re.DOTALL
)
SIGNS = {
    "tab": " ", "line": "\n", "softline": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\n": "\n\n", "\r": "\n\n", "\\": "\\", "{": "{", "}": "}"}
# Groups that hold no text of the document, beside all unknown ones that are marked as such by '\*'.
SKIPPED = frozenset(
    (
        "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl",
        "footerr", "footerf", "fldinst", "nonshppict", "nonesttables", "listtable", "listoverridetable", "revtbl", "rsidtbl",
        "filetbl", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "annotation", "tc", "xe", "template", "private",
        "mmath", "sp", "shpinst", "do",
    )
)  # fmt: skip
# Character sets of fonts, by the number that Windows gives them, to the code page of their bytes.
CHARSETS = {77: 10000, 161: 1253, 162: 1254, 163: 1258, 186: 1257, 204: 1251, 222: 874, 238: 1250}
_CODECS = {10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8"}
_SINGLE_BYTE = frozenset((437, 850, 852, 855, 857, 866, 874, 1250, 1251, 1252, 1253, 1254, 1257, 1258))


def codec_of(page: int) -> str:
    """The codec of a code page; that of western Windows for one that is not known."""
    return _CODECS.get(page) or (f"cp{page}" if page in _SINGLE_BYTE else "cp1252")
