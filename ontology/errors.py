"""The errors of this program. Each message names the file, the place and the next step."""


class JarlykError(Exception):
    """Base of all errors that the program raises on purpose; the command line prints it without a traceback."""


class DocumentError(JarlykError):
    """A file that cannot be read as a document: missing, empty, binary, wrongly encoded, too large."""


class DataError(JarlykError):
    """A table of words, bodies or acts that does not follow its schema."""
