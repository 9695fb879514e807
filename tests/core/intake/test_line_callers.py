"""Short names, roles and offices by which callers are called, and people who are not the caller."""

from datetime import UTC, datetime

import pytest

from core.intake.line.reading import print_line, read_line
from core.people.directory import Directory
from core.policy.model import default_policy

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def read(line):
    return read_line(line, Directory(), default_policy(), NOW)


@pytest.mark.parametrize(
    ("line", "caller", "description"),
    [
        ("灯坏 3-1-802 小马", "小马", "灯坏"), ("3-1-802 老田 灯坏", "老田", "灯坏"),
        ("灯坏 阿梅 3-1-802", "阿梅", "灯坏"), ("灯坏 业主小翟13800138000", "小翟", "灯坏"),
        ("灯坏 店主小谭13800138000", "小谭", "灯坏"), ("联系人小王 灯坏", "小王", "灯坏"),
        ("打电话的是租客小罗，灯坏", "小罗", "灯坏"), ("灯坏 赵哥", "赵哥", "灯坏"),
        ("灯坏 王护士 3-1-802", "王护士", "灯坏"), ("灯坏 荣女士", "荣女士", "灯坏"),
        ("灯坏 3-1-802 康康妈", "康康妈", "灯坏"), ("灯坏 乐乐爸爸 13800138000", "乐乐爸爸", "灯坏"),
        ("灯坏 3-1-802的韦先生 13800138000", "韦先生", "灯坏"),
    ],
)  # fmt: skip
def test_a_short_name_at_an_end_or_after_a_role_is_the_callers(line, caller, description):
    found = read(line)
    assert (found.caller.name, found.description) == (caller, description)
    assert read(print_line(found)).caller == found.caller


@pytest.mark.parametrize(
    ("line", "caller"),
    [
        ("灯坏 中控何波", "何波"), ("灯坏 保安队小姚", "小姚"), ("灯坏 保安小阮报", "小阮"),
        ("灯坏 1908公司行政小蔡", "小蔡"), ("保安老周报：灯坏", "老周"), ("老周来电：灯坏", "老周"),
        ("李姐说灯坏 3-1-802", "李姐"), ("罗哥反映灯坏", "罗哥"), ("居委会郝书记打来说灯坏", "郝书记"),
        ("楼下水果店戚老板说灯坏", "戚老板"), ("业委会荣老师 13800138000 灯坏", "荣老师"),
        ("3-1-802的路小姐报 灯坏", "路小姐"), ("姚科长区消保委，灯坏", "姚科长"),
        ("夜班保安小阮报 灯坏", "小阮"), ("网格员小孙反映灯坏", "小孙"), ("我是业主徐磊，灯坏", "徐磊"),
        ("3-1-802老冯说灯坏", "老冯"), ("灯坏 联系小冯13800138000", "小冯"),
        ("王先生 家里灯坏", "王先生"), ("投诉物业不修灯 业主小翟13800138000", "小翟"),
    ],
)  # fmt: skip
def test_a_name_before_a_verb_of_telling_or_behind_an_office_is_the_callers(line, caller):
    assert read(line).caller.name == caller


@pytest.mark.parametrize(
    "line",
    [
        "小区 灯坏", "灯坏 3-1-802 小车", "老人摔倒 3-1-802", "家里进了小偷 3-1-802", "小时工 3-1-802",
        "投诉保安小李态度差", "投诉保安小李打电话骂人", "投诉水果店戚老板说谎",
        "保安小李骂人 3-1-802", "南门岗态度恶劣 保安小李", "保安小李说不让进",
        "小李说好今天来修，没来", "王哥说好今天来修没来", "物业王工说要换 一直没换", "小王说话难听",
        "投诉3-1-802的王先生", "3-1-802的王先生太吵", "感谢3-1-802的王先生", "感谢 保安小阮",
        "感谢保安队小姚", "找工程部小王 3-1-802", "让保安小王来一下", "请转告管家小刘", "楼上老张 半夜打牌",
        "老李摔倒了", "小王 晕倒了", "维修工小李没来", "隔壁老王 3-1-802", "保安老周报警了",
        "3-1-802 我妈", "灯坏 孩子妈妈", "保洁班长反映 洗地机坏", "施工报备", "安全主任来过",
        "工程主任没来 3-1-802", "保安经理没来", "找经理 3-1-802", "高处说话声", "公司说不交费",
    ],
)  # fmt: skip
def test_staff_others_and_words_like_a_short_name_are_no_callers(line):
    assert read(line).caller.name == ""


@pytest.mark.parametrize(
    ("line", "caller"),
    [
        ("lamp out, bay 22, Kasia", "Kasia"), ("lamp out - Yusuf", "Yusuf"),
        ("lamp out. - Yao, security", "Yao"), ("lamp out — Zoltana", "Zoltana"),
        ("lamp out 3-1-802 Joanne", "Joanne"), ("lamp out. Lisa, admin at 1908", "Lisa"),
        ("lamp out. Colm, shop 4, 087 123 4567", "Colm"), ("lamp out. Kelly no. 18 07700 900330", "Kelly"),
        ("lamp out, Dom, 9 Tanner St", "Dom"), ("lamp out (Bev, 3-1-802)", "Bev"), ("lamp out, Bev", "Bev"),
        ("guard Obi: lamp out", "Obi"), ("concierge Marcus reports lamp out", "Marcus"),
        ("Dave on the gate says lamp out", "Dave"), ("Dave the welder: lamp out", "Dave"),
        ("Moira: lamp out", "Moira"),
        ("Moira (302): lamp out", "Moira"),
        ("lamp out! Moira, 302", "Moira"),
        ("Hamish from 3-1-802: lamp out", "Hamish"), ("Marcus (security) reports lamp out", "Marcus"),
        ("lamp out 3-1-802 Aunty May", "Aunty May"), ("lamp out, Mrs Ma at 3-1-802", "Mrs Ma"),
        ("lamp out, Mr Osei on the radio", "Mr Osei"), ("Mr Ito on 6284 7716 lamp out", "Mr Ito"),
    ],
)  # fmt: skip
def test_a_lone_given_name_set_off_or_with_a_role_is_the_callers(line, caller):
    assert read(line).caller.name == caller


@pytest.mark.parametrize(
    "line",
    [
        "lamp out at 31 Mill Ct", "lamp out, 9 Tanner St", "lamp out, Ash Hse", "lamp out 12 Elm Close",
        "lamp out, level 2, Harbour View", "lamp out. Unbearable", "lamp out 3-1-802. Ridiculous",
        "lamp out since 5, Thursday", "blocked in, bay 22, Tesla", "blocked by a van, bay 22, Movano",
        "lost dog, flat 302, Bruno the Labrador", "lamp out. Kitchen flat 302", "lamp out. Leak, flat 302",
        "lamp out - Urgent", "lamp out - Lobby", "lamp out - Security", "lamp out, Greatwide 1206",
        "guard Obi shouted at me", "guard Obi says we can't park", "Dave from your office says I must pay",
        "thanks to Dave on the gate", "complaint about Mrs Ma at 3-1-802", "party at Kasia's flat 302",
        "parcel for Dave 3-1-802", "my son is called Mark", "Lisa in 3-1-802 plays drums", "Lift B: lamp out",
        "Lobby: lamp out", "lamp out says Pete",
        "pool opens at 9, Saturday", "speaks only Polish, 3-1-802", "wifi down, BT",
        "from Marriott Hotel, towel lost", "the tap drips. Bathroom, flat 302",
    ],
)  # fmt: skip
def test_addresses_things_and_words_with_a_capital_are_no_callers(line):
    assert read(line).caller.name == ""
