"""Callers, homes, phones, visits and times as residents say them and operators type them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.intake.line.reading import print_line, read_line
from core.people.directory import Directory, Person
from core.people.units import Unit
from core.policy.model import default_policy
from core.ticket.codes import RelayKind

POLICY = default_policy()
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
NOBODY_LISTED = Directory()
ESTATE = Directory(
    {
        unit.code: unit
        for unit in (
            Unit("3-1-802"), Unit("4-1-802"), Unit("2-1-402"), Unit("5-2-1101"), Unit("B-1105"),
            Unit("north-gate", "north gate", "public"),
        )
    },
    (Person("1001", "王强", "engineering"), Person("1002", "Li Wei", "security")),
)  # fmt: skip


def read(line, directory=ESTATE):
    return read_line(line, directory, POLICY, NOW)


@pytest.mark.parametrize(
    ("line", "caller", "phone", "description"),
    [
        ("王女士 3-1-802 厨房漏水", "王女士", "", "厨房漏水"),
        ("3-1-802 厨房漏水 李师傅 13800138000", "李师傅", "13800138000", "厨房漏水"),
        ("厨房漏水，张先生13800138000", "张先生", "13800138000", "厨房漏水"),
        ("厨房漏水 陈阿姨 3-1-802", "陈阿姨", "", "厨房漏水"),
        ("欧阳女士 门锁坏", "欧阳女士", "", "门锁坏"),
        ("门锁坏 刘大爷的电话 0351/2220003", "刘大爷", "03512220003", "门锁坏 的"),
        ("门锁坏 阿娟 13800138000", "阿娟", "13800138000", "门锁坏"),
        ("门锁坏 王小明 138-0013-8000", "王小明", "13800138000", "门锁坏"),
        ("门锁坏 报修人：王小明", "王小明", "", "门锁坏"),
        ("联系人赵老师 灯不亮", "赵老师", "", "灯不亮"),
        ("3-1-802 王女士反映厨房漏水", "王女士", "", "王女士反映厨房漏水"),
        ("我是周先生，灯不亮", "周先生", "", "灯不亮"),
        ("灯不亮 王女士 88887777", "王女士", "88887777", "灯不亮"),
        ("lamp out Mr Li", "Mr Li", "", "lamp out"),
        ("Mrs Wang 3-1-802 lamp out", "Mrs Wang", "", "lamp out"),
        ("lamp out, Ms Dubois call back 13800138000", "Ms Dubois", "13800138000", "lamp out"),
        ("lamp out name Tom Rossi", "Tom Rossi", "", "lamp out"),
        ("name tom rossi, lamp out", "tom rossi", "", "lamp out"),
        ("this is Zoe, lamp out", "Zoe", "", "lamp out"),
        ("from Omar Haddad lamp out 3-1-802", "Omar Haddad", "", "lamp out"),
        ("lamp out John Smith 07700 900123", "John Smith", "07700900123", "lamp out"),
        ("lamp out, call back John Smith tel 020 7946 0958", "John Smith", "02079460958", "lamp out"),
        ("lamp out caller Dr O'Brien +44 7700 900123", "Dr O'Brien", "447700900123", "lamp out"),
        ("lamp out John Smith", "John Smith", "", "lamp out"),
        ("Mr Li says the lamp is out", "Mr Li", "", "Mr Li says the lamp is out"),
        ('caller "de la Cruz" lamp out', "de la Cruz", "", "lamp out"),
    ],
)
def test_the_caller_is_named_next_to_the_phone_at_an_end_or_introduced(line, caller, phone, description):
    found = read(line)
    assert (found.caller.name, found.caller.phone, found.description) == (caller, phone, description)
    assert read(print_line(found)).caller == found.caller


@pytest.mark.parametrize(
    "line",
    [
        "感谢李师傅修好水管", "感谢 张师傅 修得快 3-1-802", "投诉保安王师傅态度差", "隔壁李先生家半夜装修",
        "王女士晕倒在电梯里", "张大爷摔倒在大堂", "漏水 @王强 ~罗斌", "马桶堵 13800138000", "谢谢你们",
        "高空抛物",
        "保洁阿姨很好", "业主 13800138000 漏水", "匿名 李先生半夜装修", "金华 13800138000", "方便的话明天来",
        "thanks to Mr Li the electrician", "Mr Li the guard was rude", "guard Mr Wang shouted at me",
        "please thank Mr Zhou", "my neighbour Mrs Kim fell", "Mrs Kim fell in the lobby", "Mr Li's dog bites",
        "sent a letter to John Smith", "Water Leak 13800138000", "leak at Jasmine Villa", "noise @Li Wei",
        "car blocked, white Toyota Corolla", "no signal China Mobile", "SECURITY REFUSED MY MOTHER",
        "Tower B dark", "this is the third call", "this is urgent", "name plate missing", "kids miss school",
    ],
)  # fmt: skip
def test_others_in_the_matter_are_no_caller(line):
    assert read(line).caller.name == ""


@pytest.mark.parametrize(
    ("line", "listed", "written"),
    [
        ("1单元402 漏水", "2-1-402", "1-402"), ("402室漏水", "2-1-402", "402"), ("802室 漏水", "802", "802"),
        ("3栋802 漏水", "3-1-802", "3-802"), ("5-2 1101 漏水", "5-2-1101", "5-2-1101"),
        ("7号502 漏水", "7-502", "7-502"), ("291号209室 漏水", "291-209", "291-209"),
        ("8#2单元501 漏水", "8-2-501", "8-2-501"), ("四号楼901 漏水", "4-901", "4-901"),
        ("blk 7 #17-06 漏水", "7-1706", "7-1706"), ("#17-06 blk 7 漏水", "7-1706", "7-1706"),
        ("block 6 flat 503 漏水", "6-503", "6-503"), ("flat 503 block 6 漏水", "6-503", "6-503"),
        ("bldg 5 entrance 2 no 303 漏水", "5-2-303", "5-2-303"), ("tower 2 1503 漏水", "2-1503", "2-1503"),
        ("apt 4C 漏水", "4C", "4C"), ("office B1105 漏水", "B-1105", "B1105"),
        ("flat 802, block 4 漏水", "4-1-802", "4-802"), ("outside 0904 dark", "", "0904"),
        ("1107 dark", "", "1107"), ("1501住户 漏水", "", "1501"), ("1908公司 漏水", "", "1908"),
        ("leak in 12B, bad", "", "12B"), ("leak in 1901B", "", "1901B"), ("leak all night, 2A", "", "2A"),
        ("flat sixteen oh three 漏水", "1603", "1603"), ("flat thirty four 漏水", "34", "34"),
        ("apt three hundred and two 漏水", "302", "302"), ("flat one two oh four 漏水", "1204", "1204"),
        ("drums. 401 next to me", "", "401"), ("flat eight oh two 漏水", "802", "802"),
    ],
)  # fmt: skip
def test_a_home_without_all_its_numbers_is_the_only_listed_one_else_as_written(line, listed, written):
    assert (read(line).unit, read(line, NOBODY_LISTED).unit) == (listed, written)


@pytest.mark.parametrize(
    "line",
    [
        "3楼有人", "2个人打架", "12 kids stuck", "2019年3月的账单", "in 2019 it was new", "invoice 1506",
        "meeting at 1430", "12月5号1201 停电", "共302户停电", "2019公司年会", "in 2-3 days",
        "fuse, 13A", "socket rated 32A", "flat two minutes from here", "flat one floor up", "3D printing",
        "gate 2A open", "hiring. 17F", "costs 1203", "3-5 2000 yuan", "bus 1203 late",
    ],
)  # fmt: skip
def test_floors_years_and_counts_are_no_homes(line):
    assert read(line, NOBODY_LISTED).unit == ""


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("tel:13800138000", "13800138000"), ("0086 138 0013 8000", "13800138000"),
        ("07700 900123", "07700900123"), ("0161 496 0000", "01614960000"),
        ("+33 6 12 34 56 78", "33612345678"),
        ("+44 (0)20 7946 0958", "442079460958"), ("0044 7700 900123", "00447700900123"),
        ("0351/2220003", "03512220003"), ("(0351) 2220003 转 12", "03512220003-12"),
        ("9820054321", "9820054321"),
        ("087 123 4567", "0871234567"), ("02 9876 1234", "0298761234"), ("555 010 2233", "5550102233"),
        ("幺三六零二七七四一五八", "13602774158"), ("电话二六九一七七零四", "26917704"),
        ("call back 2220003", "2220003"), ("回电 88887777", "88887777"), ("call me on 8888 7777", "88887777"),
    ],
)  # fmt: skip
def test_a_phone_in_spoken_styles(written, number):
    for line in (f"灯坏 {written}", f"{written} 灯坏", f"3-1-802 灯坏，{written}"):
        found = read(line)
        assert (found.caller.phone, found.description) == (number, "灯坏"), line


def test_a_number_alone_at_the_end_is_a_phone_behind_a_home_or_in_two_groups():
    assert read("灯坏 3号楼301 60631700").caller.phone == "60631700"
    assert read("lamp out, blk 7 #06-11, 9450 2218").caller.phone == "94502218"
    assert read("parcel missing, 88887777").caller.phone == ""


def test_an_entrance_with_two_numbers_is_a_place():
    for line, place in (("flyers at entrance 4-2", "entrance 4-2"), ("soot in 6-1", "6-1"), ("won 3-1", "")):
        assert read(line, NOBODY_LISTED).place == place


def test_numbers_that_count_something_are_no_phones():
    for line in ("invoice 9820054321 wrong", "parcel 88887777 lost", "单号9820054321", "call 110 now"):
        assert read(line).caller.phone == ""


@pytest.mark.parametrize(
    ("words", "anonymous", "visit"),
    [
        ("不想说名字", True, False), ("不愿意留名字", True, False), ("不留姓名", True, False),
        ("no name given", True, False), ("wont give my name", True, False),
        ("prefers not to say", True, False),
        ("rather not say who", True, False), ("业主来前台", False, True), ("人在前台", False, True),
        ("到前台", False, True), ("walked in", False, True), ("at the counter", False, True),
        ("at the desk", False, True), ("walk-in", False, True),
    ],
)  # fmt: skip
def test_callers_without_a_name_and_visits_in_usual_words(words, anonymous, visit):
    for line in (f"{words}: 楼上太吵", f"楼上太吵, {words}"):
        found = read(line)
        assert (found.caller.anonymous, found.channel == "visit") == (anonymous, visit), line
        assert found.description == "楼上太吵"


@pytest.mark.parametrize(
    "line",
    [
        "保安不肯说名字", "your guard refused to give his name", "昨天到前台没人理", "快递送到前台了",
        "the guard at the desk was asleep", "nobody at the counter", "someone walked in and took a parcel",
        "rotten smell as soon as I walked in",
    ],
)  # fmt: skip
def test_what_others_do_is_neither_anonymous_nor_a_visit(line):
    found = read(line)
    assert (found.caller.anonymous, found.channel) == (False, "call")


@pytest.mark.parametrize(
    ("written", "agreed"),
    [
        ("after 3pm", "03-10 15:00"), ("下午3点以后", "03-10 15:00"), ("明天上午", "03-11 09:00"),
        ("tomorrow 10am", "03-11 10:00"), ("thursday 2pm", "03-12 14:00"), ("周六下午", "03-14 14:00"),
        ("day after tomorrow after 3", "03-12 15:00"), ("12 April 9am", "04-12 09:00"),
        ("4月12号上午9点", "04-12 09:00"), ("预约4月12号", "04-12 09:00"), ("this afternoon", "03-10 14:00"),
        ("tonight", "03-10 19:00"), ("sat 10-12", "03-14 10:00"), ("明天9点到11点", "03-11 09:00"),
    ],
)  # fmt: skip
def test_an_appointment_in_spoken_words(written, agreed):
    found = read(f"3-1-802 灯坏, {written}")
    assert found.appointment and f"{found.appointment.astimezone(ZONE):%m-%d %H:%M}" == agreed
    assert found.description == "灯坏"


@pytest.mark.parametrize(
    "line",
    [
        "loud music after 11pm", "music every night after 9pm", "每天晚上8点以后 跳舞",
        "lift broke monday morning",
        "tomorrow morning is there a water cut", "明天上午停水吗", "dark since friday morning",
    ],
)  # fmt: skip
def test_times_of_the_matter_are_no_appointments(line):
    assert read(line).appointment is None


@pytest.mark.parametrize(
    ("line", "kind", "person"),
    [
        ("监控中心转达 徐明 灯坏", RelayKind.CONTROL_ROOM, "徐明"),
        ("监控室：灯坏", RelayKind.CONTROL_ROOM, ""),
        ("guard at gate 3 says lamp out", RelayKind.OTHER, "guard at gate 3"),
    ],
)  # fmt: skip
def test_a_relay_with_its_person(line, kind, person):
    relay = read(line).particulars.relay
    assert relay and (relay.kind, relay.person) == (kind, person)
    assert read(print_line(read(line))).particulars.relay == relay


@pytest.mark.parametrize(
    ("line", "urgency"),
    [
        ("灯坏 !!!", "emergency"), ("急!!! 灯坏", "emergency"), ("突发 水管爆", "emergency"),
        ("emergency: man down", "emergency"), ("man down emergency", "emergency"), ("灯坏 紧急", "urgent"),
        ("灯坏 !!", "urgent"), ("急 灯坏", "urgent"), ("LEAK!!! here", ""), ("emergency light broken", ""),
        ("not an emergency", ""), ("突发疾病", ""),
    ],
)  # fmt: skip
def test_a_mark_for_each_urgency(line, urgency):
    assert (read(line).urgency or "") == urgency


@pytest.mark.parametrize(
    "line",
    [
        "delivery rider says the north gate won't let him in", "no power in flat 2-1-1802, elderly father",
        "the north gate is dark", "this is urgent", "leak from 3-1-802 to my flat", "有人往north gate跑了",
    ],
)  # fmt: skip
def test_the_description_keeps_its_sentence(line):
    assert read(line).description == line
