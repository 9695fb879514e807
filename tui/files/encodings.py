"""Encodings of text files: the one that is marked or valid, or else the one that reads most like a text."""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_

UTF_8, UTF_16 = "UTF-8", "UTF-16"

CODECS = {
    UTF_8: "utf-8-sig",
    "GB18030": "gb18030",
    "Big5": "big5hkscs",
    "Windows-1252": "cp1252",
    "Windows-1251": "cp1251",
    UTF_16: "utf-16",
}
"""Encodings by the names that people know, each with its codec."""

LEAST = 0.6
"""Share of usual characters below which a text is in none of the encodings."""

SAMPLE = 50_000
"""Number of bytes by which an encoding is judged."""

_SIGNS = "«»“”‘’„–—…•°²³½€£§©®№\u00a0"
"""Signs that western lists have between their words."""

_BEFORE, _BEHIND = rf"(?<![^\x00-\x7f{_SIGNS}])", rf"(?![^\x00-\x7f{_SIGNS}])"
_LATIN = re.compile(rf"{_BEFORE}[À-ÖØ-öø-ÿŒœŠšŽžŸ{_SIGNS}]{_BEHIND}")
_CYRILLIC = re.compile(rf"{_BEFORE}(?:[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+|[{_SIGNS}]){_BEHIND}")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _frequent(codec: str, last: int) -> Callable[[str], int]:
    """Return a count of the characters in the frequent part of a Chinese set, which ends at a lead byte."""

    def count(text: str) -> int:
        counted = Counter(_BEYOND_ASCII.findall(text))
        return sum(
            number for char, number in counted.items() if 0xA1 <= char.encode(codec, "replace")[0] <= last
        )

    return count


_USUAL: Mapping[str, Callable[[str], int]] = {
    UTF_8: lambda text: len(_BEYOND_ASCII.findall(text)) - text.count("\ufffd"),
    "GB18030": _frequent("gb2312", 0xD7),
    "Big5": _frequent("big5", 0xC6),
    "Windows-1252": lambda text: len(_LATIN.findall(text)),
    "Windows-1251": lambda text: sum(map(len, _CYRILLIC.findall(text))),
}
"""Number of characters beyond ASCII that are usual in a text of this encoding.

UTF-8 with a fault reads as nothing else; both Chinese sets have their frequent characters first; a
western letter beyond ASCII is alone among others; Russian words are small letters behind the first.
"""


def decoded(data: bytes, path: Path, encoding: str = "") -> tuple[str, str]:
    """Return the text of a file and the name of its encoding, which is found if it is not given.

    Raise `InvalidInput` for a text that is not in it.
    """
    name = encoding or encoding_of(data)
    try:
        return data.decode(CODECS[name]), name
    except (KeyError, UnicodeDecodeError) as error:
        raise InvalidInput(
            N_("{file} is not {encoding} text."),
            hint=N_("Save it as “CSV UTF-8”, or choose its encoding: {names}."),
            file=path,
            encoding=name or UTF_8,
            names=tuple(CODECS),
        ) from error


def encoding_of(data: bytes) -> str:
    """Return the name of a text's encoding; empty if none is likely."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return UTF_16
    if _read(data, UTF_8) is not None:
        return UTF_8
    sample = _sample(data)
    shares = {name: _share(sample, name) for name in _USUAL}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= LEAST else ""


def _sample(data: bytes) -> bytes:
    """Return the first lines that are not ASCII, of which there are enough to judge by."""
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines():
        if size > SAMPLE:
            break
        if not line.isascii():
            lines.append(line)
            size += len(line)
    return b"\n".join(lines)


def _read(data: bytes, name: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(CODECS[name], errors)
    except UnicodeDecodeError:
        return None


def _share(data: bytes, name: str) -> float:
    text = _read(data, name, "replace" if name == UTF_8 else "strict")
    return _USUAL[name](text) / len(_BEYOND_ASCII.findall(text)) if text else 0.0
