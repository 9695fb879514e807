"""Written forms of unit and floor numbers, and the one form in which two of them are compared."""

import re
from collections.abc import Iterator
from functools import cache

from core.base.dataclass import dataclass
from core.base.folding import folded

_NUMERALS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

# parts of the patterns; they accept a single blank where operators type one, two blanks end a unit
_HAN = "[零〇一二两三四五六七八九十百]"
_N = rf"(?:[0-9]{{1,4}}|{_HAN}{{1,3}})"
_BLOCK = rf"(?P<building>[a-z]?[0-9]{{1,4}}[a-z]?|[a-z]|{_HAN}{{1,3}})"
_KIND = r" ?(?:栋|幢|号楼|座|#楼|#)"
_PERIOD = rf"(?:(?P<period>{_N}) ?期 ?)?"
_SIDE = "[a-f甲乙丙丁东西南北中]"
_STAIR = rf"(?P<stair>{_N}|{_SIDE}(?= ?单元)) ?(?:单元|门洞|门|梯|[-#])"
_STOREY = rf"(?P<floor>{_N}) ?(?:层|楼|f(?![a-z]))"
_DOOR = r"(?: ?(?:室|号房|房间|房|户|号))?"
_START = r"(?<![0-9a-z.:/@&~+-])"
_END = r"(?![0-9a-z])"
_NO_AMOUNT = (
    r"(?!元|块|天(?!花)|个|人|度|米|平(?!时)|次|分|小时|年(?!久)|月|日|%|:"
    r"| ?(?:yuan|rmb|days?|hours?|minutes?|people)\b)"
)
_NO_FLOOR = r"(?!(?:[层栋幢座期]|单元|楼(?![上下道顶梯])))"
_ROOM = (
    rf"(?P<room>(?:[a-z]?[0-9]{{3,5}}[a-z]?|[0-9]{{2}}{_NO_AMOUNT}|[a-z][0-9]{{2}}"
    rf"|[零〇一二三四五六七八九]{{3,4}})"
    rf"{_END}){_NO_FLOOR}"
)
_NO_DATE = r"(?!(?:19|20)[0-9]{2}-)"
_TOWER = r"\b(?:block|blk|building|bldg|tower|house)\.? ?(?:no\.? ?)?"
_TOWER_NO = r"(?P<building>[a-z]?[0-9]{1,4}[a-z]?|[a-z])"
_FLAT = r"(?:apartment|apt|flat|room|rm|suite|ste|unit)\.? ?(?:no\.? ?)?#?"
_HOME = r"(?:(?:apartment|apt|flat|room|rm|unit|no)\.? )?"
"""Word before a whole number, which means the same with and without it."""
_SEP = r"(?: ?[,/-] ?| )"
_OF = r"(?: ?[,-] ?| (?:in |of )?)"
_ENTRANCE = (
    r"(?:unit|entrance|ent|stairs?|staircase|stairwell|door)\.? (?:no\.? ?)?(?P<stair>[0-9]{1,3}|[a-f])"
)
_FLOOR_AND_DOOR = r"(?:0?[1-9]|[1-6][0-9])(?:0[1-9]|[1-4][0-9])"
_ORDINAL = r"(?:ground|first|second|third|fourth|fifth)"

_ONES = "oh|zero|one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SPOKEN = (
    rf"(?:(?:{_TEENS}|{_TENS})(?:[ -](?:{_ONES}|{_TEENS}|{_TENS})){{0,2}}|(?:{_ONES})(?: (?:{_ONES})){{1,3}}"
    rf"|(?:{_ONES}) hundred(?: and)?(?: (?:{_ONES}|{_TEENS}|{_TENS})){{0,2}})"
)
"""Numbers of homes in words: sixteen oh three, thirty four, three hundred and two."""
_SPOKEN_VALUES = (
    {"oh": 0}
    | {word: value for value, word in enumerate(_ONES.split("|")[1:])}
    | {word: value for value, word in enumerate(_TEENS.split("|"), 10)}
    | {word: 10 * value for value, word in enumerate(_TENS.split("|"), 2)}
)

_UNITS = (
    # 3-2-1201, 2-3-2-1201, A-2-301: at least three numbers, unless they begin with a year
    rf"{_START}{_HOME}{_NO_DATE}(?P<dashed>(?:[a-z]?[0-9]{{1,4}}|[a-z]) ?- ?(?:[0-9]{{1,3}} ?- ?){{1,2}}"
    rf"[a-z]?[0-9]{{1,5}}[a-z]?){_END}(?!-[0-9])(?: ?室)?",
    # 31-103, A-1508: two numbers only where the second cannot be an amount
    rf"{_START}{_HOME}(?P<dashed>(?:[a-z]?[0-9]{{1,2}}|[a-z]) ?- ?[0-9]{{3,4}}[a-z]?){_END}(?!-[0-9])"
    rf"{_NO_AMOUNT}(?: ?室)?",
    # 5-2 1101, 5-2 flat 1101, 5/2/1101, flat 1101, 5-2, b5 u2 1101
    rf"{_START}{_NO_DATE}(?P<building>[a-z]?[0-9]{{1,2}}|[a-z])-(?P<stair>[0-9]{{1,2}})(?:{_SEP}{_FLAT}|,? "
    rf"|#)"
    rf"(?P<room>{_FLOOR_AND_DOOR}){_END}{_NO_AMOUNT}(?: ?室)?",
    rf"{_START}(?P<building>[0-9]{{1,2}})/(?P<stair>[0-9]{{1,2}})/(?!(?:19"
    rf"|20)[0-9]{{2}})(?P<room>{_FLOOR_AND_DOOR}){_END}",
    rf"\b{_FLAT}(?P<room>{_FLOOR_AND_DOOR}){_OF}(?P<building>[0-9]{{1,2}})-(?P<stair>[0-9]{{1,2}}){_END}(?!-[0-9])",
    rf"\bb\.?(?P<building>[0-9]{{1,2}})[ ,-]{{0,2}}[ues]\.?(?P<stair>[0-9]{{1,2}})[ ,-]{{0,2}}[rf]?"
    rf"(?P<room>{_FLOOR_AND_DOOR}){_END}",
    # 3栋2单元1201, 3#2-1201, A座1508, 31栋103, 三栋二单元1201, 2期3号楼12层01室
    rf"{_START}{_PERIOD}{_BLOCK}{_KIND} ?-? ?(?:{_STAIR} ?-? ?)?(?:{_STOREY} ?-? ?)?{_ROOM}{_DOOR}",
    # 2单元501, 402室, 7号502, 291号209室
    rf"{_START}(?P<stair>{_N}|{_SIDE}(?= ?单元)) ?单元 ?-? ?{_ROOM}{_DOOR}",
    rf"{_START}(?P<room>[a-z]?[0-9]{{3,4}}[a-z]?) ?(?:室|号房|房间)",
    rf"{_START}(?<!月)(?<!月 )(?P<building>{_N}) ?号(?P<room>{_FLOOR_AND_DOOR}){_END}"
    rf"{_NO_AMOUNT}{_NO_FLOOR}{_DOOR}",
    rf"{_START}(?<!月)(?<!月 )(?P<building>{_N}) ?号 ?(?P<room>[0-9]{{2,4}}) ?(?:室|号房|房间)",
    # 1444弄178号, 1444弄178号502室
    rf"{_START}(?P<lane>[0-9]{{1,5}}) ?弄 ?(?P<building>[0-9]{{1,4}}) ?支?[号#](?! ?楼)"
    rf"(?: ?(?P<room>[0-9]{{2,5}}){_END}{_NO_AMOUNT}(?: ?室)?)?",
    rf"\blane (?P<lane>[0-9]{{1,5}}),? (?:no\.?|number|house|#) ?(?P<building>[0-9]{{1,4}})"
    rf"(?:,? {_FLAT}(?P<room>[0-9]{{1,5}}))?{_END}",
    # Block 5 Unit 0803, Building 3 Unit 2 Room 1201, Blk 5 #08-03, Tower B 1508
    rf"{_TOWER}{_TOWER_NO}{_SEP}(?:(?:unit|entrance|stair|staircase) (?P<stair>[0-9]{{1,3}}){_SEP})?"
    rf"(?:(?:floor|level) (?P<floor>[0-9]{{1,3}}){_SEP})?{_FLAT}(?P<room>[a-z]?[0-9]{{1,5}}[a-z]?){_END}",
    # bldg 5 entrance 2 no 303, entrance 2 flat 303
    rf"{_TOWER}{_TOWER_NO}{_SEP}{_ENTRANCE}{_SEP}(?:(?:{_FLAT}|no\.? ?"
    rf"|#))?(?P<room>[0-9]{{3,5}}[a-z]?){_END}",
    rf"\b{_ENTRANCE}{_SEP}(?:{_FLAT}|no\.? ?|#)(?P<room>[0-9]{{3,5}}[a-z]?){_END}",
    # flat 302 block 1, apt 706, building 10
    rf"\b{_FLAT}(?P<room>[a-z]?[0-9]{{1,5}}[a-z]?"
    rf"|[a-z]){_OF}{_TOWER}{_TOWER_NO}{_END}(?:{_SEP}{_ENTRANCE}{_END})?",
    rf"\b{_FLAT}(?P<room>[0-9]{{3,5}}[a-z]?){_OF}{_ENTRANCE}{_OF}{_TOWER}{_TOWER_NO}{_END}",
    rf"(?<![0-9a-z#])#(?P<floor>[0-9]{{1,2}})-(?P<room>[0-9]{{2}}){_END}(?:{_OF}{_TOWER}{_TOWER_NO}{_END})?",
    rf"{_START}(?P<room>{_FLOOR_AND_DOOR}){_OF}{_TOWER}{_TOWER_NO}{_END}(?:{_SEP}{_ENTRANCE}{_END})?",
    rf"{_TOWER}{_TOWER_NO}{_SEP}#?(?P<floor>[0-9]{{1,2}})-(?P<room>[0-9]{{2}}){_END}",
    rf"{_TOWER}{_TOWER_NO}{_SEP}#?(?P<room>[0-9]{{3,5}}[a-z]?|[0-9]{{1,3}}(?!f)[a-z]){_END}{_NO_AMOUNT}",
    # flat sixteen oh three
    rf"\b(?:apartment|apt|flat)\.? (?:number |no\.? )?(?P<room>{_SPOKEN}){_END}"
    r"(?! ?(?:minutes?|hours?|days?|weeks?|years?|floors?|doors?|people|times|of)\b)",
    # Apt 12B, Unit 0803, Room 302
    rf"\b(?:apartment|apt|flat)\.? ?(?:no\.? ?)?#?(?P<room>[a-z]?[0-9]{{1,5}}[a-z]?|[a-z]){_END}(?!-[0-9])",
    rf"\b(?:office|shop)\.? ?(?:no\.? ?)?#?(?P<room>[0-9]{{3,4}}[a-z]?|[a-z]-?[0-9]{{2,5}}){_END}(?!-[0-9])",
    r"\b(?:unit|room|rm|suite|ste)\.? ?(?:no\.? ?)?#?"
    rf"(?P<room>[0-9]{{2,5}}[a-z]?|[a-z]?[0-9]{{1,5}}[a-z]|[a-z][0-9]{{1,5}}){_END}(?!-[0-9])",
)
_BUILDING = rf"{_PERIOD}{_BLOCK}{_KIND}(?: ?(?P<stair>{_N}) ?单元)?"
_BASEMENT = (
    rf"(?:负|地下|-) ?(?P<below>{_N}) ?(?:层|楼|f(?![a-z]))"
    r"|\bb(?P<below2>[1-9])(?: ?(?:层|楼|f)|(?![0-9a-z]))"
)
_PLACES = (
    # entrance 4-2, in 6-1, 7-1的12楼
    r"\b(?:(?:entrance|ent|staircase|stairwell|block|blk|building|bldg) |(?<=in )|(?<=outside ))"
    rf"(?P<building>[1-9][0-9]?)-(?P<stair>[1-9]){_END}(?!-[0-9])"
    r"(?! ?(?:days?|weeks?|months?|hours?|hrs|mins?|minutes?|years?|people|times|of|am|pm)\b)",
    rf"{_START}(?P<building>[1-9][0-9]?)-(?P<stair>[1-9])的(?P<floor>{_N}) ?(?:楼|层)",
    # 3栋负一楼, 负一楼, 地下二层, -1F, B2
    rf"{_START}(?:{_BUILDING} ?)?(?:{_BASEMENT})",
    # 3栋12楼, A座, 三栋二单元, 3栋和4栋
    rf"{_START}{_BUILDING}(?: ?{_STOREY})?(?: ?[、和及与到至] ?{_N}{_KIND})*(?!以[上下])",
    # Tower B 12F, Block 5, 12th floor Tower B
    rf"{_TOWER}{_TOWER_NO}{_END}(?:{_SEP}(?:(?P<floor>[0-9]{{1,3}}) ?(?:f|/f|(?:st|nd|rd|th) floor)"
    rf"|(?:floor|level|lvl) ?(?P<floor2>[0-9]{{1,3}})|b(?P<below>[1-9])){_END})?",
    # 12楼, 十二层, 12F, 12/F, 12th floor, ground floor, floor 12, basement 2
    rf"{_START}(?P<floor>{_N}) ?(?:层|楼(?![梯道栋])|/?f{_END})(?!以[上下])",
    r"\b(?P<floor>[0-9]{1,3}) ?(?:st|nd|rd|th) floor\b|\b(?:floor|level|lvl) ?(?P<floor2>[0-9]{1,3})" + _END,
    rf"\b{_ORDINAL} floor\b|\bg/f\b",
    r"\bbasement(?: (?:level )?(?P<below>[1-9])(?![0-9a-z]))?\b",
)
_LETTERED = (
    rf"(?<![0-9a-z.:/@&~+#$£€¥-])(?P<room>(?:[1-9]|[1-4][0-9])(?:0[1-9]|[12][0-9])?(?:[abce]|(?<![23])d)){_END}"
    rf"(?![-/.:#][0-9])"
)
_BARE = (
    rf"(?<![0-9a-z.:/@&~+#$£€¥-])(?P<room>(?:0[1-9]|[1-4][0-9])(?:0[1-9]|[12][0-9])|[1-9]0[1-9]){_END}"
    rf"(?![-/.:#][0-9])(?! ?(?:元|块|号|年|月|日|路|次|h\b|hrs\b|hours\b|am\b|pm\b)){_NO_AMOUNT}",
)
_STYLES = {"unit": _UNITS, "place": _PLACES, "bare": _BARE, "lettered": (_LETTERED,)}
_COUNTING = re.compile(rf"[0-9]|{_HAN}|\b(?:apt|flat|apartment)")
"""Signs without which a text has no unit."""
_PLAIN = re.compile(
    r"(?:[a-z]?[0-9]{1,6}[a-z]?|[a-z](?=-))(?:-(?:[a-z]?[0-9]{1,6}[a-z]?|" + _SIDE + ")){0,4}"
)
"""Usual form of a number, the only one that needs no parsing."""


@cache
def _forms(kind: str) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns of `kind` when the first line is read, not before the first frame."""
    return tuple(map(re.compile, _STYLES[kind]))


@dataclass(frozen=True, slots=True)
class Written:
    """Unit or place in a text: `kind` is unit or place, `code` the usual form of a unit.

    `key` is the same for every way of writing the same unit.  `gap` is the number of leading parts of
    `key` behind which an estate may have one more: 1 in 3栋802, 0 in 2单元501, None if it is whole.
    """

    kind: str
    code: str
    key: str
    start: int
    end: int
    gap: int | None = None


def first(kind: str, text: str) -> Written | None:
    """Return the first unit or place (`kind`) in a folded text; of several that begin there the longest."""
    if kind == "unit" and not _COUNTING.search(text):
        return None
    found = [match for form in _forms(kind) if (match := form.search(text))]
    match = min(found, key=lambda one: (one.start(), -one.end()), default=None)
    return _written(kind, match) if match else None


def bare_rooms(text: str) -> Iterator[Written]:
    """Yield the numbers of a folded text that floor and door make up, with no word for a unit: 1107, 12B."""
    for kind in ("bare", "lettered"):
        for match in _forms(kind)[0].finditer(text):
            yield _written("unit", match)


def whole(text: str) -> Written | None:
    """Return the unit or place that the whole of `text` writes; None if it is something else."""
    plain = folded(text).strip()
    for kind in ("unit", "place"):
        for form in _forms(kind):
            if match := form.fullmatch(plain):
                return _written(kind, match)
    return None


def meant_as_unit(text: str) -> str:
    """Return the usual form of a text meant as a unit; empty if it cannot be one."""
    plain = folded(text).strip()
    if _PLAIN.fullmatch(plain):
        return plain.upper()
    found = whole(text)
    return found.code if found and found.kind == "unit" else ""


def unit_key(text: str) -> str:
    """Return one key for all ways of writing the same unit or floor; empty for any other text."""
    plain = folded(text).strip()
    if "-" in plain and _PLAIN.fullmatch(plain):
        return _joined(plain.split("-"))
    if found := whole(plain):
        return found.key
    return _joined([plain]) if _PLAIN.fullmatch(plain) else ""


def unit_code(text: str) -> str:
    """Return the usual form of a unit's number: 3-2-1201 for 3栋2单元1201, 3#2-1201 and 3－2－1201."""
    found = whole(text)
    return found.code if found and found.kind == "unit" else folded(text).strip().upper()


def usual_code(text: str) -> str:
    """Return the code to list a unit under: 3-2-1201 for 3栋2单元1201; any other name is unchanged."""
    usual = unit_code(text) if text else ""
    return usual if re.fullmatch(r"[A-Z]?\d*(-[A-Z]?\d+)+", usual) else text


def _written(kind: str, match: re.Match[str]) -> Written:
    said = {name: _plain(value) for name, value in match.groupdict().items() if value}
    numbers = said["dashed"].split("-") if "dashed" in said else list(_numbers(said))
    key = _joined(numbers) or match[0]
    return Written(kind, _code(said, numbers), key, match.start(), match.end(), _gap(said, numbers))


def _gap(said: dict[str, str], numbers: list[str]) -> int | None:
    if "lane" in said or "room" not in said:
        return 1 if "dashed" in said and len(numbers) == 2 else None
    if "building" not in said:
        return 0
    return len(numbers) - 1 if "stair" not in said else None


def _plain(value: str) -> str:
    """Return `value` without blanks, its Chinese numerals as digits."""
    if value.split()[0].split("-")[0] in _SPOKEN_VALUES:
        return _spoken(value)
    value = value.replace(" ", "")
    if value[0] not in _NUMERALS and value[0] not in "十百":
        return value
    if "十" not in value and "百" not in value:
        return "".join(str(_NUMERALS[digit]) for digit in value)
    hundreds, _, rest = value.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    return str(
        100 * _numeral(hundreds, "百" in value)
        + 10 * _numeral(tens, bool(ten))
        + _numeral(ones, implied=False)
    )


def _spoken(value: str) -> str:
    """Return the digits of an English number as it is said: each part for itself, thirty four as one."""
    head, hundred, rest = value.replace("-", " ").partition(" hundred")
    if hundred:
        return str(100 * int(_spoken(head)) + int(_spoken(rest.replace("and ", "").strip()) or "0"))
    said = ""
    tens = False
    for word in value.replace("-", " ").split():
        number = _SPOKEN_VALUES[word]
        said = f"{said[:-1]}{number}" if tens and 0 < number < 10 else f"{said}{number}"
        tens = number >= 20
    return said


def _numeral(digits: str, implied: bool) -> int:
    """Return the value of Chinese digits; without any it is 1 if `implied`: 十 alone is ten."""
    value = 0
    for digit in digits:
        value = value * 10 + _NUMERALS.get(digit, 0)
    return value or int(implied)


def _numbers(said: dict[str, str]) -> Iterator[str]:
    """Yield the numbers from the large to the small; the floor only if the room does not contain it."""
    below = said.get("below") or said.get("below2")
    floor = said.get("floor") or said.get("floor2") or ""
    room = said.get("room", "")
    for name in ("period", "lane", "building", "stair"):
        if number := said.get(name):
            yield number
    if room:
        yield floor + room if floor and len(room) == 2 else room
    elif below:
        yield f"b{below}f"
    elif floor:
        yield f"{floor}f"


def _code(said: dict[str, str], numbers: list[str]) -> str:
    if "lane" in said:
        return f"{said['lane']}弄{said['building']}号" + (f"{said['room']}室" if "room" in said else "")
    return "-".join(numbers).upper()


def _joined(numbers: list[str]) -> str:
    """Return the numbers without leading zeros, joined: 0803 and 803 are the same room."""
    return "-".join(number.lstrip("0") or "0" for number in numbers)
