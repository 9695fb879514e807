"""Visits and callers without a name in the ways they are told, and matters that only sound so."""

from datetime import UTC, datetime

import pytest

from core.intake.line.reading import print_line, read_line
from core.people.directory import Directory
from core.policy.model import default_policy

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def read(line):
    return read_line(line, Directory(), default_policy(), NOW)


@pytest.mark.parametrize(
    ("line", "caller"),
    [
        ("王阿姨本人来了，灯坏", "王阿姨"), ("王阿姨到前台说灯坏", "王阿姨"), ("业主本人亲自过来说灯坏", ""),
        ("租房的人在前台打听租金", ""), ("人就在前台不走 要见主任", ""), ("业主拿着锦旗在前台 感谢保安", ""),
        ("有位业主过来讲灯坏", ""), ("刚进门一位女士 说灯坏", ""), ("刚来了一位大爷说灯坏", ""),
        ("业主来说灯坏", ""), ("人过来了，说灯坏", ""), ("上门的大伯说灯坏", ""), ("顺路来告知灯坏", ""),
        ("前台现场，灯坏", ""), ("一位老太太走进来说灯坏", ""), ("柜台这边有位先生晕倒", ""),
        ("大姐来窗口缴费", ""), ("家长带着孩子来前台投诉泳池", ""), ("气得我直接过来找你们主任", ""),
        ("chap at the counter reckons the lamp is out", ""),
        ("owner with flowers at the desk for a guard", ""),
        ("man here wants a trolley", ""), ("at the desk a tenant asks about pets", ""),
        ("in reception pointing at the licence", ""), ("wont leave the desk till he sees the director", ""),
        ("Mrs Lu came in herself, lamp out", "Mrs Lu"), ("Mrs Mi drops in, wants trees", "Mrs Mi"),
        ("an owner popped by re bay 22", ""), ("old chap came by to say the lamp is out", ""),
        ("elderly lady has come in with blood on her hand", ""), ("woman just walked in soaked", ""),
        ("visitor stormed up to the counter", ""), ("stopped at the window to tell us a bag split", ""),
        ("a resident is here about the lamp", ""), ("owner came down to the desk to complain", ""),
        ("with me at the desk: Mr Hall, lamp out", "Mr Hall"),
    ],
)  # fmt: skip
def test_a_person_who_stands_there_is_a_visit(line, caller):
    found = read(line)
    assert (found.channel, found.caller.name) == ("visit", caller)


@pytest.mark.parametrize(
    "line",
    [
        "我在前台说了三次没人理", "昨天业主在前台吵架", "每次业主到前台问都说不知道", "保安在前台睡觉",
        "前台小姑娘态度差", "快递放在前台没人管", "工作人员在前台玩手机", "有个陌生男的走进来",
        "一位男士走进来偷东西", "上门的师傅说要加钱", "我上次过来找你们没人", "对业主来说不公平",
        "物业的人来说要换表", "我妈本人来了也没用", "保安大哥在前台要我登记", "前台电话打不通",
        "I told the front desk three times", "I asked at the desk twice",
        "the man at the desk says I must pay", "girl at reception so patient",
        "your staff at the counter refuses to help", "parcel at the desk for 3-1-802",
        "a stranger walked in with a knife", "he came in and hit me",
        "the tenant upstairs came by to shout at me", "my mother came by herself and the lift was broken",
        "he called round to my flat with a hammer", "landlord came round to my flat and shouted",
        "my dad walked in with a cut", "man here on floor not breathing", "man at the gate wants in",
    ],
)  # fmt: skip
def test_a_matter_about_the_desk_or_someone_who_came_is_no_visit(line):
    assert read(line).channel == "call"


@pytest.mark.parametrize(
    "words",
    [
        "匿名意见", "业主匿名", "员工匿名反映", "业主要求匿名", "请匿名", "匿名处理", "不愿署名", "不留名",
        "我就不留名了", "来电隐去姓名", "别写她名字", "别提我名字", "不用记我名字", "说不留姓名",
        "实名就算了吧", "拒留姓名", "无名氏", "姓名不愿透露", "名字不方便说", "怕报复不说名字",
        "别说是我说的", "不想让人知道是我", "问姓名没说",
        "号码不显示也不肯说是谁", "won't be named", "doesn't want name taken",
        "doesnt want to be named",
        "leave her name out of it", "withheld identity", "refused a name", "rather stay nameless", "unsigned",
        "rang off without a name", "no need to write my name", "no name on this", "keep my name off it",
        "said not to put his name down", "asked us not to name her", "don't say it was me",
        "would not identify himself",
    ],
)  # fmt: skip
def test_a_caller_who_wants_no_name_taken_is_anonymous(words):
    for line in (f"{words}，楼上太吵", f"楼上太吵，{words}"):
        found = read(line)
        assert found.caller.anonymous and not found.caller.name, line
        assert read(print_line(found)).caller == found.caller


@pytest.mark.parametrize(
    "line",
    [
        "保安不肯说名字", "保安没说是谁开的门", "匿名举报箱坏了", "物业不公开名字", "快递单上没写名字",
        "名字写错了", "门牌上没有名字", "访客登记不写名字", "灯坏 王女士 要求保密", "保密 灯坏",
        "guard won't be named in the report",
        "your guard refused to give his name", "no name on the letterbox", "road has no name",
        "unsigned letter in the lift", "don't name the street", "doesn't know the name of the shop",
        "lamp out, Mrs Lu wants it confidential",
    ],
)  # fmt: skip
def test_others_names_and_a_named_callers_confidence_are_not_anonymous(line):
    assert not read(line).caller.anonymous


@pytest.mark.parametrize(
    "line", ["一位先生要求保密：楼上太吵", "wants it confidential, lamp out", "请对我身份保密，楼上太吵"]
)
def test_a_wish_for_confidence_is_not_the_wish_to_stay_nameless(line):
    caller = read(line).caller
    assert (caller.confidential, caller.anonymous) == (True, False)


def test_a_visit_in_the_middle_of_a_sentence_stays_in_the_description():
    for line in (
        "an owner popped by re bay 22",
        "chap at the counter reckons the lamp is out",
        "业主来说灯坏",
    ):
        assert read(line).description == line
