"""Units and places in every style in which they are written, on made-up numbers, in four places of a line."""

from datetime import UTC, datetime

import pytest

from core.intake.line.reading import print_line, read_line
from core.people.directory import Directory
from core.people.numbering import unit_code, unit_key
from core.people.units import Unit
from core.policy.model import default_policy

POLICY = default_policy()
NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
NOBODY_LISTED = Directory()

CHINESE = dict(enumerate("零一二三四五六七八九十"))
NUMBERS = [
    (1, 1, 101), (1, 2, 203), (2, 1, 305), (2, 3, 402), (3, 2, 1201), (3, 1, 1508), (4, 4, 601), (5, 1, 702),
    (5, 2, 1101), (6, 3, 904), (7, 1, 1802), (8, 2, 2203), (9, 1, 303), (10, 2, 1604), (12, 1, 2001),
    (15, 3, 801), (18, 2, 1402), (21, 1, 502), (28, 4, 1703), (31, 1, 103), (36, 2, 2608), (99, 1, 3301),
]  # fmt: skip
"""Building, stairs and room of twenty-two homes."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"

THREE = (
    "{b}-{e}-{r}", "{b}－{e}－{r}", "{b}—{e}—{r}", "{b} - {e} - {r}", "{b}-{e}-{r}室", "{b}栋{e}单元{r}",
    "{b}栋{e}单元{r}室", "{b}幢{e}单元{r}", "{b}号楼{e}单元{r}室", "{b}号楼{e}门{r}", "{b}#{e}-{r}",
    "{b}＃{e}-{r}", "{b}#楼{e}单元{r}", "{b}栋-{e}-{r}", "{b} 栋 {e} 单元 {r}", "{hb}栋{he}单元{r}",
    "{hb}号楼{he}单元{r}室", "Building {b} Unit {e} Room {r}", "Block {b}, Entrance {e}, Apt {r}",
)  # fmt: skip
TWO = (
    "{b}栋{r}", "{b}幢{r}室", "{b}号楼{r}", "{b}#{r}", "{b}-{r}", "Block {b} Unit {r}", "Tower {b}, Flat {r}",
)  # fmt: skip
LETTERED = (
    "{l}座{r}", "{l}座{r}室", "{l}栋{r}", "{l}-{r}", "Ｔower {l} {r}", "tower {l} Room {r}", "{s}座{r}",
)  # fmt: skip
LANES = ("{r}弄{b}号", "{r} 弄 {b} 号", "Lane {r}, No. {b}", "lane {r} no {b}")


def chinese(number: int) -> str:
    """Up to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return CHINESE[ones]
    return ("" if tens == 1 else CHINESE[tens]) + "十" + (CHINESE[ones] if ones else "")


def _written(styles, usual):
    """Each style with its usual form, both for all the numbers."""
    for style in styles:
        pairs = []
        for place, (b, e, r) in enumerate(NUMBERS):
            words = {"b": b, "e": e, "r": r, "hb": chinese(b), "he": chinese(e)}
            words |= {"l": LETTERS[place], "s": LETTERS[place].lower()}
            pairs.append((style.format(**words), usual.format(**words)))
        yield pytest.param(pairs, id=pairs[-1][0])


UNITS = [
    *_written(THREE, "{b}-{e}-{r}"),
    *_written(TWO, "{b}-{r}"),
    *_written(LETTERED, "{l}-{r}"),
    *_written(LANES, "{r}弄{b}号"),
    *_written(("{r}弄{b}号{e}01室", "{r}弄{b}号{e}01"), "{r}弄{b}号{e}01室"),
    *_written(("{b}栋{e}层01室", "{b}栋{e}楼01"), "{b}-{e}01"),
    *_written(("Apt {b}{l}", "apartment {b}{s}", "Flat #{b}{l}", "Unit {b}{l}"), "{b}{l}"),
    *_written(("Block {b} Unit 0{e}0{e}", "Blk {b} #0{e}-0{e}"), "{b}-0{e}0{e}"),
    *_written(("{e}期{b}栋{e}单元{r}", "{he}期{b}号楼{e}单元{r}室"), "{e}-{b}-{e}-{r}"),
]
PLACES = [
    *_written(
        ("Tower {l} {b}F", "tower {s} {b}/F", "Tower {l} level {b}", "Tower {l} {b}th floor", "{l}座{b}楼"),
        "{s}-{b}f",
    ),
    *_written(("{hb}楼", "{hb}层", "{b}楼", "{b}F", "{b}/F", "{b}th floor", "floor {b}"), "{b}f"),
    *_written(("负{hb}楼", "负{hb}层", "地下{hb}层", "负{b}楼", "-{b}F", "地下{b}层"), "b{b}f"),
    *_written(("B{e}", "b{e}层", "basement {e}", "负{e}层"), "b{e}f"),
    *_written(("{b}栋", "{hb}号楼", "Building {b}", "block {b}"), "{b}"),
    *_written(("{b}栋{e}单元", "{hb}栋{he}单元"), "{b}-{e}"),
]


def _lines(written):
    yield f"{written} 厨房漏水", "厨房漏水"
    yield f"kitchen pipe leaking {written}", "kitchen pipe leaking"
    yield f"急 {written}，厨房漏水 13800138000", "厨房漏水"
    if not written[-1].isascii():
        yield f"{written}厨房漏水", "厨房漏水"


@pytest.mark.parametrize("pairs", UNITS)
def test_a_unit_in_any_style_is_read_and_the_rest_is_the_matter(pairs):
    for written, code in pairs:
        for line, rest in _lines(written):
            found = read_line(line, NOBODY_LISTED, POLICY, NOW)
            assert (found.unit, found.place, found.description) == (code, "", rest), line


@pytest.mark.parametrize("pairs", UNITS)
def test_a_unit_in_any_style_is_the_one_that_the_directory_lists_in_its_own(pairs):
    usual = Directory({code: Unit(code) for _, code in pairs})
    other = Directory({written: Unit(written) for written, _ in pairs})
    for written, code in pairs:
        assert usual.unit(written) == Unit(code)
        assert read_line(f"&{code} 漏水", other, POLICY, NOW).unit == written
        assert unit_key(unit_code(written)) == unit_key(written)


@pytest.mark.parametrize("pairs", PLACES)
def test_a_floor_or_building_is_the_place_and_the_rest_is_the_matter(pairs):
    for written, key in pairs:
        assert unit_key(written) == key
        for line, rest in _lines(written):
            found = read_line(line, NOBODY_LISTED, POLICY, NOW)
            assert (found.unit, found.place, found.description) == ("", written, rest), line


def test_a_floor_that_the_directory_lists_is_its_unit():
    listed = Directory({"B-12F": Unit("B-12F", kind="tenant"), "garage": Unit("garage", "负一楼", "public")})
    assert read_line("Tower B 12F 没电", listed, POLICY, NOW).unit == "B-12F"
    assert read_line("B座十二层没电", listed, POLICY, NOW).unit == "B-12F"
    assert read_line("负一楼积水", listed, POLICY, NOW).unit == "garage"


@pytest.mark.parametrize(
    "line",
    [
        "invoice of 2026-03-10 wrong", "2026-3-9 停电", "账单 100-200元 不对", "等了3-5天", "2-3个人打架",
        "10-500元押金", "call 010-88887777", "0755-26001234 无人接", "3月10日 停水", "12楼以上没水",
        "open 9-17", "covid-19", "1.5-2米", "电梯14:00-16:00停", "vitamin b12", "MP3-4", "30-100 people",
    ],
)  # fmt: skip
def test_dates_phones_and_amounts_are_no_units(line):
    found = read_line(line, NOBODY_LISTED, POLICY, NOW)
    assert (found.unit, found.place) == ("", "")


ESTATE = Directory(
    {
        unit.code: unit
        for unit in (
            Unit("garage", "地下车库", "public"), Unit("garage-2", "地下车库二区", "public"),
            Unit("lobby", "大堂", "public"), Unit("north-gate", "north gate", "public"),
            Unit("A-1508", "Yunfan Software", "tenant"), Unit("3-2-1201"), Unit("1201"),
            Unit("A", "A座", "public"),
        )
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "unit", "place", "rest"),
    [
        ("地下车库有人打架", "garage", "", "有人打架"),
        ("地下车库二区有人打架", "garage-2", "", "有人打架"),
        ("有人打架 地下车库", "garage", "", "有人打架"),
        ("有人在地下车库打架", "garage", "", "有人在地下车库打架"),
        ("light out North Gate", "north-gate", "", "light out"),
        ("light out at the North Gate", "north-gate", "", "light out at the North Gate"),
        ("smell from 3/F to 5/F", "", "3/F", "smell from 3/F to 5/F"),
        ("1-1-101和1-1-102都没电", "1-1-101", "", "1-1-101和1-1-102都没电"),
        ("A1508网络断了", "A-1508", "", "网络断了"),
        ("8幢甲单元301 停电", "8-甲-301", "", "停电"),
        ("invoice 2026-03-001 wrong", "", "", "invoice 2026-03-001 wrong"),
        ("north-gate 灯坏", "north-gate", "", "灯坏"),
        ("NORTH－GATE 灯坏", "north-gate", "", "灯坏"),
        ("Yunfan software: no network", "A-1508", "", "no network"),
        ("3-2-1201 大堂 打架", "3-2-1201", "大堂", "打架"),
        ("大堂 打架 3-2-1201", "3-2-1201", "大堂", "打架"),
        ("1201 漏水", "1201", "", "漏水"),
        ("31栋103 楼上漏水", "31-103", "", "楼上漏水"),
        ("31栋103天花板漏水", "31-103", "", "天花板漏水"),
        ("31-103 年久失修", "31-103", "", "年久失修"),
        ("3栋50人聚集", "", "3栋", "50人聚集"),
        ("A座1508漏水", "A-1508", "", "漏水"),
        ("A座停电", "A", "", "停电"),
        ("lobbying for more lights", "", "", "lobbying for more lights"),
        ("&北门岗亭 杂物", "", "北门岗亭", "杂物"),
        ('&"north gate" 杂物', "north-gate", "", "杂物"),
        ("&3栋2单元1201 漏水", "3-2-1201", "", "漏水"),
        ("&&3-2-1201 漏水", "", "3-2-1201", "漏水"),
        ("业主反映3栋2单元1201漏水", "3-2-1201", "", "业主反映3栋2单元1201漏水"),
        ("3-2-1201 漏到 3-2-1101", "3-2-1201", "", "漏到 3-2-1101"),
    ],
)
def test_listed_names_are_found_also_without_blanks_the_longest_wins(line, unit, place, rest):
    found = read_line(line, ESTATE, POLICY, NOW)
    assert (found.unit, found.place, found.description) == (unit, place, rest)
    assert read_line(print_line(found), ESTATE, POLICY, NOW).unit == unit
