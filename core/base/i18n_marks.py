"""Marks for English source strings that the edge translates when it shows them."""


class SourceText(str):
    """Value of a message that is itself an English source string and translated before it is filled in."""

    __slots__ = ()


def N_(text: str) -> str:
    """Return `text` unchanged; the message extractor collects the arguments of this name."""
    return text
