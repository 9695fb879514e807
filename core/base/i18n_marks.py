"""Marks English source strings that the edge translates when they are shown."""


class Word(str):
    """A value of a message that is itself an English source string, translated before it is filled in."""

    __slots__ = ()


def N_(text: str) -> str:
    """`text` itself; the name tells the message extractor to collect it."""
    return text
