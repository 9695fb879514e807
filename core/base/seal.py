"""Seals: what is signed is kept as text under its hash, so that it prints the same for ever."""

from hashlib import sha256


def freeze(document: object) -> tuple[str, str]:
    """Return the text of a signed document as it is kept, and its hash."""
    from core.base.serialization import to_plain, to_text  # not for the first frame

    text = to_text(to_plain(document), in_order=True)
    return text, seal_of(text)


def seal_of(text: str) -> str:
    """Return the sha256 of a kept document."""
    return sha256(text.encode()).hexdigest()
