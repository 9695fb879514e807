"""Marks for English source strings that the edge translates when it shows them."""

CONTEXT_END = "\x04"
"""Sign between a context and its text, as in the catalogues of gettext."""


class SourceText(str):
    """Value of a message that is itself an English source string and translated before it is filled in."""

    __slots__ = ()


def N_(text: str) -> str:
    """Return `text` unchanged; the message extractor collects the arguments of this name."""
    return text


class Clauses(tuple[object, ...]):
    """Values of a message that are whole clauses: joined by a semicolon, not by a comma."""

    __slots__ = ()


def C_(context: str, text: str) -> str:
    """Mark a text that is translated apart in `context`, such as `C_("urgency", "emergency")`."""
    return f"{context}{CONTEXT_END}{text}"


def without_context(text: str) -> str:
    """Return the English text of a source string that may have a context."""
    return text.rpartition(CONTEXT_END)[2]


COMMA, SEMICOLON = N_(", "), N_("; ")
"""Signs between the items of a list, and between clauses."""

SENTENCES = N_("{first} {second}")
"""Two sentences one after the other: Chinese leaves no blank between them."""
