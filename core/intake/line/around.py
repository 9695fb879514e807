"""Text around a part of the line, and the patterns that are compiled once."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from core.base.dataclass import dataclass
from core.base.folding import TAKEN
from core.intake.line.scan import LinePart, Scan

Finder = Callable[[Scan], Iterator[LinePart]]
"""Function that yields the names in a line that may be the caller's."""

HAN = r"[\u3400-\u9fff]"
START = rf"(?:^|(?<=[{TAKEN},，。.;；:：!！])) *"
END = rf"(?= *(?:$|[{TAKEN},，。.;；:：!！]))"
_ITS_NUMBER = re.compile(
    rf"(?:的|留下?的?|本人)?(?:联系)?(?:电话|手机|号码)?(?: (?:on|at|tel|ph|mob))?[:：是]? *{TAKEN}"
)
_NEARBY = 60
"""Number of signs around a name that are looked at, so that the longest line is read in time."""


@cache
def form(pattern: str) -> re.Pattern[str]:
    """Compile the pattern when the first line is read, not before the first frame."""
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Around:
    """Text around a name: whether the line or a part ends there, a sign, or the phone stands there."""

    before: str
    after: str
    left: str
    right: str
    by_phone: bool
    has_phone: bool

    @property
    def at_an_end(self) -> bool:
        """Return True if nothing but parts or signs lie on one side, and no word is glued to the other."""
        return (self.left == "end" and self.right != "glued") or (
            self.right == "end" and self.left != "glued"
        )


def around_name(scan: Scan, start: int, end: int) -> Around:
    """Return what stands on both sides of the name that begins at `start`."""
    text = scan.text
    before, after = text[max(0, start - _NEARBY) : start], text[end : end + _NEARBY]
    left_signs = len(before) - len(before.rstrip(" ,:;/，。；：、!?()"))
    right_signs = len(after) - len(after.lstrip(" ,:;/，。；：、!?()"))
    left = _side(before[: len(before) - left_signs][-1:], before[len(before) - left_signs :])
    right = _side(after[right_signs : right_signs + 1], after[:right_signs])
    phones = [part for part in scan.parts if part.kind == "phone"]
    number = _ITS_NUMBER.match(after)
    right_end = end + (number.end() - 1 if number else right_signs)
    by_phone = any(part.start == right_end or part.end == start - left_signs for part in phones)
    if by_phone and number and number.end() > right_signs + 1:
        right = "sign"
    return Around(before, after, left, right, by_phone, bool(phones))


def _side(sign: str, signs: str) -> str:
    if not sign or sign == TAKEN:
        return "end"
    return "sign" if signs.strip() else "blank" if signs else "glued"


def before(scan: Scan, start: int) -> str:
    """Return the text in front of `start`, as far as a clause may reach."""
    return scan.text[max(0, start - 60) : start]


def breaks(scan: Scan, start: int, end: int) -> bool:
    """Return True if words go on after the span, or are glued to it."""
    before, after = scan.text[:start], scan.text[end:]
    glued = _is_word(before[-1:]) or _is_word(after[:1])
    latin = re.match(
        r" (?:to|about|with|but|and|for|asking|wanting|saying|a|an|the|his|her|their|my|keys|found|some"
        r"|two)\b",
        after,
    )
    return glued or bool(latin)


def _is_word(sign: str) -> bool:
    return sign.isalnum()
