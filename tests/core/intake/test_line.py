"""The one-line grammar beside units: phones, times, people, relays, categories, and lines of every kind."""

import os
import random
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.folding import folded
from core.base.text import clean
from core.intake.line.reading import parts, print_line, read_line
from core.intake.model import LONGEST_LINE
from core.people.directory import Directory, Person
from core.people.units import Unit
from core.policy.model import default_policy
from core.ticket.codes import RelayKind
from core.ticket.model import Relay

POLICY = default_policy()
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 10, 2, 0, 30, tzinfo=UTC)
"""A Tuesday, half a minute past ten at the site."""
KNOWN = Directory(
    {
        unit.code: unit
        for unit in (Unit("3-2-1201"), Unit("lobby", "大堂", "public"), Unit("garage", "地下车库", "public"))
    },
    (
        Person("1001", "王强", "engineering", initials="wq"),
        Person("1002", "Ann", employer="Kone"),
        Person("1003", "Li Wei", "security"),
        Person("1004", "Li", "cleaning"),
    ),
)


def read(line, **more):
    return read_line(line, KNOWN, POLICY, NOW, **more)


@pytest.mark.parametrize(
    ("line", "unit", "description", "category", "assign", "urgency"),
    [
        ("3-2-1201 水管漏水 急 @王强", "3-2-1201", "水管漏水", "pipe_leak", "王强", "urgent"),
        ("@王强 急 水管漏水 3-2-1201", "3-2-1201", "水管漏水", "pipe_leak", "王强", "urgent"),
        ("3-2-1201 kitchen pipe leaking", "3-2-1201", "kitchen pipe leaking", "pipe_leak", "", ""),
        ("3栋2单元1201水管漏水", "3-2-1201", "水管漏水", "pipe_leak", "", ""),
        ("3#2-1201 gas leak !", "3-2-1201", "gas leak", "burst_gas", "", "urgent"),
        ("1-1-1 pipe leaking", "1-1-1", "pipe leaking", "pipe_leak", "", ""),
        ("大堂 电梯困人", "lobby", "电梯困人", "lift_trapped", "", ""),
        ("rude guard at the gate", "", "rude guard at the gate", "complaint", "", ""),
        ('"3-2-1201 @x" 有点怪', "", "3-2-1201 @x 有点怪", "service_request", "", ""),
        ("[/x] [B12] \x1b]0;PWNED\x07", "", "[/x] [B12] ]0;PWNED", "service_request", "", ""),
        ("急，3-2-1201，厨房漏水；@工程部", "3-2-1201", "厨房漏水", "pipe_leak", "工程部", "urgent"),
        ("３－２－１２０１　漏水　！　＠王强", "3-2-1201", "漏水", "pipe_leak", "王强", "urgent"),
        ("locked in the bathroom, urgent", "", "locked in the bathroom", "minor_repair", "", "urgent"),
        ("漏水 急，3-2-1201", "3-2-1201", "漏水", "pipe_leak", "", "urgent"),
        ("3-2-1201 漏水 急！", "3-2-1201", "漏水", "pipe_leak", "", "urgent"),
        ("不急 3-2-1201 灯坏", "3-2-1201", "不急 灯坏", "water_electric", "", ""),
        ("3-2-1201 no power not urgent", "3-2-1201", "no power not urgent", "water_electric", "", ""),
        ("漏水@王强", "", "漏水", "pipe_leak", "王强", ""),
        ("mail to a@b.com bounced", "", "mail to a@b.com bounced", "service_request", "", ""),
        ("@王强修水管 3-2-1201", "3-2-1201", "修水管", "pipe_leak", "王强", ""),
        ("noise @Li Wei 3-2-1201", "3-2-1201", "noise", "nuisance", "Li Wei", ""),
        ("noise @Li please", "", "noise please", "nuisance", "Li", ""),
        ('noise @"Chen Yi Fan" now', "", "noise now", "nuisance", "Chen Yi Fan", ""),
        ("noise @“陈 一凡” 3-2-1201", "3-2-1201", "noise", "nuisance", "陈 一凡", ""),
    ],
)
def test_a_line_fills_in_the_form(line, unit, description, category, assign, urgency):
    found = read(line)
    assert (found.unit, found.description, found.category) == (unit, description, category)
    assert (found.assign_to, found.urgency or "") == (assign, urgency)
    assert found.line == clean(line)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13800138000", "13800138000"), ("138 0013 8000", "13800138000"), ("138-0013-8000", "13800138000"),
        ("1380 013 8000", "13800138000"), ("138 00138000", "13800138000"), ("13800 138000", "13800138000"),
        ("138.0013.8000", "13800138000"), ("１３８００１３８０００", "13800138000"),
        ("1 3 8 0 0 1 3 8 0 0 0", "13800138000"), ("+86 138 0013 8000", "13800138000"),
        ("+8613800138000", "13800138000"), ("008613800138000", "13800138000"),
        ("86-13800138000", "13800138000"),
        ("(+86)13800138000", "13800138000"), ("电话13800138000", "13800138000"),
        ("手机号：138 0013 8000", "13800138000"), ("tel. 138-0013-8000", "13800138000"),
        ("13800138000转12", "13800138000-12"), ("13800138000-8012", "13800138000-8012"),
        ("010-88887777", "01088887777"), ("010 8888 7777", "01088887777"), ("(010)88887777", "01088887777"),
        ("0755 2600 1234", "075526001234"), ("0571-8765432", "05718765432"),
        ("+86 10 8888 7777", "01088887777"), ("0351/2220003", "03512220003"),
        ("tel:+86-351-2220003", "03512220003"),
        ("010-88887777转8012", "01088887777-8012"), ("010-88887777 ext 12", "01088887777-12"),
        ("010-88887777 ext. 12", "01088887777-12"), ("010-88887777-8012", "01088887777-8012"),
        ("010－8888－7777 分机 8012", "01088887777-8012"), ("010-88887777x12", "01088887777-12"),
        ("400-820-8820", "4008208820"), ("电话 88887777", "88887777"), ("tel 8888-7777", "88887777"),
        ("电话：8888 7777 转 12", "88887777-12"), ("tel 95598", "95598"), ("415-555-0132", "4155550132"),
        ("(415) 555-0132", "4155550132"), ("+44 20 7946 0958", "442079460958"),
        ("+1 415 555 0132", "14155550132"),
    ],
)  # fmt: skip
def test_a_phone_is_its_digits_however_it_is_written(written, number):
    for line in (f"3-2-1201 漏水 {written}", f"{written} 3-2-1201 漏水", f"漏水 {written}，3-2-1201"):
        found = read(line)
        assert (found.caller.phone, found.unit, found.description) == (number, "3-2-1201", "漏水"), line


@pytest.mark.parametrize(
    "line", ["order 1380013800", "138001380001", "meter 20260310", "12345678901234", "14:05"]
)
def test_other_numbers_are_no_phones(line):
    assert read(line).caller.phone == ""


@pytest.mark.parametrize(
    ("written", "agreed"),
    [
        ("明天14:00", "03-11 14:00"), ("明天１４：００", "03-11 14:00"), ("明天下午2点", "03-11 14:00"),
        ("明天 下午 2点半", "03-11 14:30"), ("明早9点", "03-11 09:00"), ("明晚8点一刻", "03-11 20:15"),
        ("明天3点", "03-11 15:00"), ("今天14:00", "03-10 14:00"), ("今晚8点", "03-10 20:00"),
        ("后天上午9点", "03-12 09:00"), ("大后天10:30", "03-13 10:30"), ("周五下午3点", "03-13 15:00"),
        ("星期五15:00", "03-13 15:00"), ("周二9:00", "03-17 09:00"), ("下周一10点", "03-16 10:00"),
        ("本周日10:00", "03-15 10:00"), ("礼拜天十点半", "03-15 10:30"), ("3月12日 10:00", "03-12 10:00"),
        ("3月12号上午10点", "03-12 10:00"), ("12号下午3点", "03-12 15:00"),
        ("2026年3月12日10:00", "03-12 10:00"),
        ("2026-03-12 14:00", "03-12 14:00"), ("2026-03-12T06:00Z", "03-12 14:00"),
        ("2026-03-12 06:00+00:00", "03-12 14:00"), ("约14:00", "03-10 14:00"),
        ("预约3月12日 10:00", "03-12 10:00"),
        ("预约下午3点", "03-10 15:00"),
        ("约9点", "03-11 09:00"), ("中午12点明天", ""), ("明天中午12点", "03-11 12:00"),
        ("+2h", "03-10 12:00"),
        ("+30m", "03-10 10:30"), ("+1d2h", "03-11 12:00"), ("+90min", "03-10 11:30"),
        ("tomorrow 2pm", "03-11 14:00"),
        ("tomorrow at 2:30 pm", "03-11 14:30"), ("2pm tomorrow", "03-11 14:00"),
        ("tomorrow 14:00", "03-11 14:00"),
        ("tmr 9am", "03-11 09:00"), ("today 5 p.m.", "03-10 17:00"), ("tonight 8 o'clock", "03-10 20:00"),
        ("noon tomorrow", "03-11 12:00"), ("Friday 3pm", "03-13 15:00"), ("on fri at 15:00", "03-13 15:00"),
        ("next Monday 10:00", "03-16 10:00"), ("March 12 10:00", "03-12 10:00"),
        ("12th March, 10am", "03-12 10:00"),
        ("the day after tomorrow 9am", "03-12 09:00"), ("appt 15:00", "03-10 15:00"),
        ("appointment: 9am", "03-11 09:00"),
        ("fri 2 til 4", "03-13 14:00"), ("between 9 and 11 sat", "03-14 09:00"),
        ("not before 10 tomorrow", "03-11 10:00"),
        ("anytime tues", "03-17 09:00"),
    ],
)  # fmt: skip
def test_an_appointment_is_the_next_such_time_at_the_site(written, agreed):
    for line in (f"3-2-1201 门锁坏 {written}", f"{written} 3-2-1201 门锁坏"):
        found = read(line)
        said = found.appointment and f"{found.appointment.astimezone(ZONE):%m-%d %H:%M}"
        assert (said or "") == agreed, line
        assert found.unit == "3-2-1201"
        assert not agreed or found.description == "门锁坏"


@pytest.mark.parametrize(
    ("line", "agreed"),
    [
        ("门锁坏 周五在家 3-2-1201", "03-13 09:00"), ("擦玻璃 周五下午行不行", "03-13 14:00"),
        ("装防盗链 明天中午可上门", "03-11 12:00"), ("清洗 下周三晚上 A1105", "03-18 19:00"),
        ("drip, thursday morning would suit, 4-604", "03-12 09:00"),
        ("rain comes in, home saturday afternoon block 8", "03-14 14:00"),
    ],
)  # fmt: skip
def test_a_day_on_which_somebody_is_in_is_agreed(line, agreed):
    found = read(line).appointment
    assert found
    assert f"{found.astimezone(ZONE):%m-%d %H:%M}" == agreed


@pytest.mark.parametrize(
    "line",
    [
        "昨天14:00停电", "今天9:00停电了", "3月10日 8:00 停电", "明天25:00", "2月30日 10:00",
        "14:00 停电", "+0h",
        "since 9 and 11 sat alarms", "leak after 4 friends came",
        "3点了", "since 2pm no water", "1月5日 10:00 报修过", "明天", "+1", "a+2h",
    ],
)  # fmt: skip
def test_what_is_past_or_no_time_is_no_appointment(line):
    assert read(line).appointment is None


@pytest.mark.parametrize(
    ("line", "reported", "rest"),
    [
        ("9:05 漏水", "03-10 09:05", "漏水"), ("14:05 漏水", "03-09 14:05", "漏水"),
        ("23:50漏水", "03-09 23:50", "漏水"),
        ("早上8点半 漏水", "03-10 08:30", "漏水"), ("昨天14:05 漏水", "03-09 14:05", "漏水"),
        ("昨晚11点 漏水", "03-09 23:00", "漏水"), ("3月9日 10:00 漏水", "03-09 10:00", "漏水"),
        ("12月30日 10:00 漏水", "12-30 10:00", "漏水"), ("yesterday 2pm leak", "03-09 14:00", "leak"),
        ("9:05am leak", "03-10 09:05", "leak"), ("漏水 9:05", "", "漏水 9:05"), ("明天14:05 x", "", "x"),
    ],
)  # fmt: skip
def test_a_line_from_paper_begins_with_its_time(line, reported, rest):
    found = read(line, backfill=True)
    said = found.reported_at and f"{found.reported_at.astimezone(ZONE):%m-%d %H:%M}"
    assert ((said or ""), found.description) == (reported, rest)
    assert read(line).reported_at is None


def test_what_was_agreed_in_a_call_on_paper_counts_from_the_call():
    found = read("昨天16:00 门锁坏 明天14:00", backfill=True)
    assert found.appointment == datetime(2026, 3, 10, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "relay"),
    [
        ("监控中心转达 漏水", Relay(RelayKind.CONTROL_ROOM)),
        ("监控室张伟转达，漏水", Relay(RelayKind.CONTROL_ROOM, "张伟")),
        ("班长刘伟转达：漏水", Relay(RelayKind.SQUAD_LEADER, "刘伟")),
        ("由班长 刘伟 转告 漏水", Relay(RelayKind.SQUAD_LEADER, "刘伟")),
        ("队长转达 漏水", Relay(RelayKind.SQUAD_LEADER)),
        ("现场负责人陈静转达 漏水", Relay(RelayKind.SITE_MANAGER, "陈静")),
        ("via control room 漏水", Relay(RelayKind.CONTROL_ROOM)),
        ("漏水 via squad leader Liu Wei", Relay(RelayKind.SQUAD_LEADER, "Liu Wei")),
        ("via the site manager Ann 漏水", Relay(RelayKind.SITE_MANAGER, "Ann")),
        ('via squad leader "de la Cruz" 漏水', Relay(RelayKind.SQUAD_LEADER, "de la Cruz")),
        ("漏水 relayed by control room", Relay(RelayKind.CONTROL_ROOM)),
        ("via squad leader Li Wei 漏水", Relay(RelayKind.SQUAD_LEADER, "Li Wei")),
        ("via control room 王强 漏水", Relay(RelayKind.CONTROL_ROOM, "王强")),
    ],
)  # fmt: skip
def test_a_relay_names_the_way_and_the_person(line, relay):
    found = read(line)
    assert (found.particulars.relay, found.description) == (relay, "漏水")


@pytest.mark.parametrize(
    ("line", "channel", "number", "anonymous", "confidential"),
    [
        ("来访 漏水", "visit", "", False, False), ("漏水 walk-in", "visit", "", False, False),
        ("Walk in，漏水", "visit", "", False, False), ("来函 漏水", "letter", "", False, False),
        ("by email 漏水", "email", "", False, False),
        ("12345 20260310001 漏水", "12345", "20260310001", False, False),
        ("12345热线工单号：SZ20260310-77 漏水", "12345", "SZ20260310-77", False, False),
        ("12345 漏水", "12345", "", False, False), ("12345 13800138000 漏水", "12345", "", False, False),
        ("匿名 漏水", "call", "", True, False), ("anonymous 漏水", "call", "", True, False),
        ("漏水，要求保密", "call", "", False, True), ("confidential 漏水", "call", "", False, True),
        ("匿名，保密，漏水", "call", "", True, True),
    ],
)  # fmt: skip
def test_the_way_it_came_and_what_the_caller_asks(line, channel, number, anonymous, confidential):
    found = read(line)
    assert (found.channel, found.particulars.external_no) == (channel, number)
    assert (found.caller.anonymous, found.caller.confidential) == (anonymous, confidential)
    assert found.description == "漏水"


@pytest.mark.parametrize(
    ("line", "category", "rest"),
    [
        ("#pipe_leak 厨房", "pipe_leak", "厨房"), ("厨房 #水管漏水", "pipe_leak", "厨房"),
        ("＃漏水 厨房", "pipe_leak", "厨房"),
        ("#sgls 厨房", "pipe_leak", "厨房"), ("#pipe 厨房", "pipe_leak", "厨房"),
        ("#Leaking pipe 厨房", "pipe_leak", "厨房"),
        ("sgls 厨房", "pipe_leak", "厨房"), ("pipe_leak 厨房", "pipe_leak", "厨房"),
        ("水管漏水 厨房", "pipe_leak", "水管漏水 厨房"),
        ("#complaint 着火了", "complaint", "着火了"), ("fwzlts 漏水", "complaint", "漏水"),
        ("咨询 电梯年检", "enquiry", "咨询 电梯年检"),
        ("praise: guard fixed leak", "praise", "praise: guard fixed leak"),
        ("#nothing 漏水", "pipe_leak", "#nothing 漏水"), ("#l 漏水", "pipe_leak", "#l 漏水"),
        ("#火灾", "fire", ""),
    ],
)  # fmt: skip
def test_a_category_that_is_named_is_never_overridden(line, category, rest):
    found = read(line)
    assert (found.category, found.description) == (category, rest)


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("路灯不亮", "street_light"), ("二楼走廊灯坏了", "street_light"), ("电梯困人", "lift_trapped"),
        ("有人被关在电梯里", "lift_trapped"), ("two people stuck in the lift", "lift_trapped"),
        ("lift 2 out of order", "equipment_fault"), ("消防通道被车占了", "nuisance"),
        ("消防栓漏水", "pipe_leak"), ("fire door broken", "minor_repair"), ("kitchen is on fire", "fire"),
        ("厨房有煤气味", "burst_gas"), ("smell of gas in kitchen", "burst_gas"),
        ("整栋楼停电", "burst_gas"),
        ("家里停电", "water_electric"), ("no hot water", "water_electric"), ("马桶堵了", "minor_repair"),
        ("投诉保安态度差", "complaint"), ("报了三次没人管", "complaint"),
        ("要找媒体曝光", "complaint_major"),
        ("two men fighting in the garage", "security_incident"), ("感谢王师傅", "praise"),
        ("dog barking all night", "nuisance"), ("楼上装修太吵", "nuisance"),
        ("健身器材松了", "facility_loose"),
        ("外墙瓷砖脱落", "building_damage"), ("manhole cover missing", "safety_hazard"),
        ("建议增加充电桩", "suggestion"),
        ("请问几点开门", "enquiry"), ("有点怪", "service_request"),
    ],
)  # fmt: skip
def test_else_the_words_say_what_it_is(words, category):
    assert read(words).category == category


PIECES = [
    "3-2-1201", "3栋2单元1201", "A座1508", "1444弄178号", "负一楼", "B2", "12F", "Tower B ", "Block 5 ",
    "Apt 12B",
    "栋", "单元", "号楼", "#", "座", "弄", "号", "室", "层", "lane ", "no. ", "3", "12", "1201", "-",
    "&", "&&", " ", "  ",
    "13800138000", "138 ", "0013", "8000", "+86", "0755", "88887777", "转", "ext", "tel ", "12345",
    "20260310001",
    "急", "!", "！", "urgent", "#pipe", "sgls", "pipe_leak", "@", "@王强", "@Li Wei", "~", "~Ann", "王强",
    '"', '""', "“", "”", "＂", "明天", "14:00", "+2h", "tomorrow ", "2pm", "周五", "3月", "12日",
    "2026-03-12", "T", "Z",
    "监控中心", "班长", "转达", "via ", "squad leader ", "control room", "Liu ", "匿名", "保密",
    "walk-in", "by letter",
    "，", ",", "；", "。", "\x00", "\ud800", "\x1b[31m", "\u202e", "\t", "\n", "\u3000", "㎡", "ﬁ",
    "e\u0301", "\u0338", "İ",
    "漏水", "kitchen leak", "大堂", "地下车库", "投诉", "水管漏水", "fire", "０", "３", "一", "十",
    "百", "basement", "王女士", "张志强 ", "报修人", "Mr Li", "Tom Rossi ", "name ", "this is ",
    "call back ", "07700 900123",
    "在前台", "at the desk", "不留名字", "wont give my name", "周六下午", "after 3pm", "!!!", "emergency",
    "guard at ",
]  # fmt: skip
LINES = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


@given(LINES, st.booleans())
def test_what_is_printed_reads_as_the_same_intake(line, backfill):
    found = read(line, backfill=backfill)
    again = read(print_line(found), backfill=backfill)
    assert replace(again, line=found.line, reading=found.reading) == found


@given(LINES)
def test_every_word_is_recognised_or_described_and_the_line_is_kept(line):
    found = read(line)
    kept = clean(line)
    assert found.line == kept
    read_parts = parts(kept, KNOWN, POLICY, NOW)
    covered = "".join(kept[part.start : part.end] for part in read_parts)
    for character in kept:
        assert character.isspace() or character in covered or character in found.description
    assert list(read_parts) == sorted(read_parts, key=lambda part: part.start)
    assert all(one.end <= other.start for one, other in pairwise(read_parts))
    assert found == read(line)


@given(st.text(max_size=80))
def test_folding_keeps_every_position(line):
    assert len(folded(line)) == len(line)


HOW_MANY = int(os.environ.get("HOSTILE_LINES", "4000"))
"""`HOSTILE_LINES=100000` takes a minute or two."""


def _hostile(count):
    dice = random.Random(3)
    for turn in range(count):
        if turn % 4:
            yield "".join(dice.choices(PIECES, k=dice.randrange(1, 16)))
        else:
            yield "".join(chr(dice.randrange(0x110000)) for _ in range(dice.randrange(60)))


def test_no_line_of_any_kind_raises():
    for line in _hostile(HOW_MANY):
        found = read(line)
        assert found.line == clean(line)
        parts(line, KNOWN, POLICY, NOW)


@pytest.mark.parametrize(
    "piece", [*PIECES, "&a ", "1 - 1 - ", "3 栋 2 单元 ", "1栋 ", "(", "班长李", "@a ", "# ", "水*"]
)
def test_a_piece_repeated_to_the_longest_line_is_read_too(piece):
    line = (piece * LONGEST_LINE)[: LONGEST_LINE + 1]
    found = read(line, backfill=True)
    assert found.line == clean(line, LONGEST_LINE)
