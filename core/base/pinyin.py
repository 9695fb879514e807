"""Pinyin of Chinese texts, and of names, whose surnames have readings that texts have not."""

import re
from functools import cache
from pathlib import Path

Syllables = tuple[tuple[str, ...], ...]
"""Readings of each character, the usual one first; a letter or digit reads as itself."""

SURNAMES = """
shan 单單, zeng 曾, qiu 仇, ou 区區, xie 解, yue 乐樂, zhai 翟祭, qin 覃, ge 盖蓋, zha 查, piao 朴, miao 缪繆,
yun 员員贠, chong 种重, he 黑, she 折, xian 洗, bi 秘, po 繁, yu 蔚, wei 隗, kui 隗, xun 郇, huan 郇, chi 郗,
shao 召, bo 薄, kan 阚闞, zang 藏, nai 佴能, gou 句, bu 卜, yao 么, du 都, nie 乜, nian 粘, gui 炅, mi 宓,
fu 宓, xie 颉, chen 谌諶, shen 谌諶, fei 费費, bi 费費
"""
"""Surnames with readings that their characters hardly have elsewhere; the other readings count too."""

COMPOUND = """
mo qi 万俟, yu chi 尉迟尉遲, zhang sun 长孙長孫, tan tai 澹台, chan yu 单于單于, zi ju 子车, tuo ba 拓跋,
zai fu 宰父, yue zheng 乐正樂正
"""
"""Surnames of two characters with such readings."""

_FAMILIAR = "小老阿"
"""Prefixes before a surname, as in 老曾 and 小单."""

_HAN = re.compile("[\u3400-\u9fff]")


@cache
def _table() -> str:
    return Path(__file__).with_name("pinyin.txt").read_text(encoding="utf-8")


@cache
def readings(character: str) -> tuple[str, ...]:
    """Return the readings of one character without tones; of a letter or digit itself, of a sign none."""
    place = -1 if character.isascii() else _table().find(character)
    if place < 0:
        return (character.lower(),) if character.isalnum() else ()
    line = _table()[_table().rfind("\n", 0, place) + 1 : place + 1]
    return tuple(line.split(" ")[:-1])


@cache
def _surnames() -> dict[str, Syllables]:
    found: dict[str, Syllables] = {}
    for entry in (SURNAMES + "," + COMPOUND).split(","):
        *sounds, characters = entry.split()
        for start in range(0, len(characters), len(sounds)):
            name = characters[start : start + len(sounds)]
            known = found.get(name, ((),) * len(name))
            found[name] = tuple((*before, sound) for before, sound in zip(known, sounds, strict=True))
    return {name: _either(own, of_text(name)) for name, own in found.items()}


def _either(one: Syllables, other: Syllables) -> Syllables:
    return tuple(tuple(dict.fromkeys(both)) for both in map(tuple.__add__, one, other))


def of_text(text: str) -> Syllables:
    """Return the readings of a text; blanks and signs are left out."""
    return tuple(filter(None, map(readings, text)))


def of_name(name: str) -> Syllables:
    """Return the readings of a person's name.

    单雄信 reads Shan Xiongxin, 老曾 reads Lao Zeng, 万俟晟 reads Moqi Sheng.
    """
    start = 1 if len(name) == 2 and name[0] in _FAMILIAR else 0
    for end in (start + 2, start + 1):
        if surname := _surnames().get(name[start:end]):
            return of_text(name[:start]) + surname + of_text(name[end:])
    return of_text(name)


def full(syllables: Syllables) -> str:
    """Return the usual reading, written as one word: wangqiang."""
    return "".join(read[0] for read in syllables)


def initials(syllables: Syllables) -> str:
    """Return the initials of the usual reading: wq."""
    return "".join(read[0][0] for read in syllables)


def is_chinese(text: str) -> bool:
    """Return True if `text` contains a Chinese character."""
    return _HAN.search(text) is not None
