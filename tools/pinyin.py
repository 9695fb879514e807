"""Generator of core/base/pinyin.txt: readings of Chinese characters with the characters of each."""

from collections import Counter, defaultdict
from pathlib import Path

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

FILE = Path(__file__).resolve().parent.parent / "core" / "base" / "pinyin.txt"
COMMON = 0.05
"""Share of the phrases with the character from which a further reading counts."""
AT_LEAST = 2
"""Smallest number of phrases with a further reading."""
TOO = {
    "会": ("hui", "kuai"),
    "晟": ("sheng", "cheng"),
    "茜": ("qian", "xi"),
    "隽": ("juan", "jun"),
    "浚": ("jun", "xun"),
}
"""Readings that are too rare in the phrases of the dictionary."""


def spoken() -> dict[str, Counter[str]]:
    """Return the counts of each character's readings in the phrases of the dictionary."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, syllables in PHRASES_DICT.items():
        for character, syllable in zip(phrase, syllables, strict=False):
            found[character][to_normal(syllable[0])] += 1
    return found


def readings(code: int, counted: Counter[str]) -> tuple[str, ...]:
    """Return the readings of a character without tones, the usual one first, without rare ones."""
    listed = list(dict.fromkeys(to_normal(one) for one in PINYIN_DICT[code].split(",")))
    most = max(counted.total() * COMMON, AT_LEAST)
    heard = [one for place, one in enumerate(listed) if place == 0 or counted[one] >= most]
    return tuple(one for reading in heard for one in keyed(reading) if one.isascii() and one.isalpha())


def keyed(reading: str) -> tuple[str, ...]:
    """Return a reading as it is typed: the ü of 吕 is a v for most people and a u for some."""
    return (reading, reading.replace("v", "u")) if "v" in reading else (reading,)


def table() -> str:
    """Return the file, one line for each set of readings: `shan 山删衫`, `xing hang 行`."""
    counted = spoken()
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code in sorted(PINYIN_DICT):
        if heard := TOO.get(chr(code)) or readings(code, counted[chr(code)]):
            found[heard].append(chr(code))
    return "".join(f"{' '.join(heard)} {''.join(found[heard])}\n" for heard in sorted(found))


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
