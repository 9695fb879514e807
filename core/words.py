"""Marks English source strings that the edge translates when they are shown."""


def N_(text: str) -> str:
    """`text` itself; the name tells the message extractor to collect it."""
    return text
