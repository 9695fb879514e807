"""Story of the sample estate: the last days, and the matters in progress."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from typing import Any

from core.base.dataclass import dataclass
from core.base.questions import answered
from core.base.text import clean
from core.desk.desk import Desk
from core.intake.model import cleaned
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Act
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.close import Void
from core.ticket.acts.defer import Defer
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold
from core.ticket.acts.merge import Merge
from core.ticket.acts.reply import Reply
from core.ticket.acts.urge import Urge
from core.ticket.acts.work import Accept, Arrive, Return
from core.ticket.model import Caller
from core.ticket.reading import NAMED
from tui.demo.cast import NOTHING, Cast, Text

HOUR, DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Ahead:
    """Instant `hours` from now, rounded up to the full hour."""

    hours: int


@dataclass(frozen=True, slots=True)
class Who:
    """Member of the staff, by key."""

    key: str


@dataclass(frozen=True, slots=True)
class DemoAct:
    """Act of a person, with the answers to its questions; without a kind the logging itself."""

    kind: type[Act] | None
    by: str = "wang"
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matter:
    """Ticket: its intake `ago` minutes before now, and the acts that followed, each with its own minutes."""

    key: str
    ago: float
    line: Text
    category: str
    caller: Text = NOTHING
    phone: str = ""
    by: str = "wang"
    more: Mapping[str, Any] = field(default_factory=dict)
    then: tuple[tuple[float, DemoAct], ...] = ()

    def acts(self) -> Iterator[tuple[float, DemoAct]]:
        """Yield the intake and all later acts, each with its minutes before now."""
        yield self.ago, DemoAct(None, self.by)
        yield from self.then


def perform(
    desk: Desk, cast: Cast, matter: Matter, deed: DemoAct, numbers: dict[str, str], now: datetime
) -> None:
    """Perform the act through `desk`, as an operator would."""
    if deed.kind is None:
        numbers[matter.key] = _log(desk, cast, matter)
        return
    words = {name: _said(value, cast, now) for name, value in deed.words.items()}
    if deed.kind is Merge:
        words["into"] = numbers[words["into"]]
    act = deed.kind.from_form(answered(deed.kind, words))
    desk.tickets.do(numbers[matter.key], act, note=clean(words.get("note", "")))


def _log(desk: Desk, cast: Cast, matter: Matter) -> str:
    then = desk.clock()
    answered = then - timedelta(seconds=5 if matter.ago < 1 else 35)
    extra = {name: _said(value, cast, then) for name, value in matter.more.items()}
    intake = replace(
        desk.tickets.read_line(cast.say(matter.line)),
        category=matter.category,
        reading=NAMED,
        caller=Caller(cast.say(matter.caller), matter.phone),
        reported_at=answered,
        answered_at=answered,
        **extra,
    )
    return desk.tickets.log(cleaned(intake)).number


def _said(value: Any, cast: Cast, now: datetime) -> Any:
    if isinstance(value, tuple):
        return cast.say(value)
    if isinstance(value, Who):
        return cast.name(value.key)
    if isinstance(value, Ahead):
        return (now + timedelta(hours=value.hours + 1)).replace(minute=0, second=0, microsecond=0)
    return (now + value).date() if isinstance(value, timedelta) else value


def _send(who: str, by: str = "wang") -> DemoAct:
    return DemoAct(Assign, by, {"to": Who(who), "way": "radio"})


WORN, BLOCKED = ("wear and tear", "自然老化"), ("blocked or dirty", "堵塞或脏污")
"""Causes of what was handled."""


def _done(english: str, chinese: str, by: str = "wang", **more: Any) -> DemoAct:
    return DemoAct(Handle, by, {"outcome": (english, chinese), **more})


def _rang(result: str, by: str = "wang", **more: Any) -> DemoAct:
    return DemoAct(RecordCallback, by, {"result": result, **more})


_ACCEPT, _ARRIVE = DemoAct(Accept), DemoAct(Arrive)

EARLIER = (
    Matter(
        "window", 3 * DAY + 90, ("1-1-0602 bedroom window will not close", "1-1-0602 卧室窗户关不上"),
        "minor_repair", ("Ms Feng", "冯女士"), "13800138016", "lina",
        then=(
            (3 * DAY + 84, _send("gang", "lina")),
            (3 * DAY + 80, DemoAct(Accept, "lina")),
            (3 * DAY + 65, DemoAct(Arrive, "lina")),
            (3 * DAY + 30, _done("hinge changed", "更换合页", "lina", cause=WORN)),
            (2 * DAY + 8 * HOUR, _rang("very_satisfied", "lina", answer=("quick and clean", "又快又干净"))),
        ),
    ),
    Matter(
        "tiles", DAY + 7 * HOUR, ("lobby-2 wall tiles coming off, taped off", "2栋大堂 墙砖脱落，已围挡"),
        "building_damage", by="zhou",
        more={"found": True, "channel": "patrol", "first_responder": Who("ma")},
        then=(
            (DAY + 7 * HOUR - 10, _send("he", "zhou")),
            (DAY + 7 * HOUR - 40, DemoAct(Arrive, "zhou")),
            (21 * HOUR, DemoAct(Defer, "chen", {
                "reason": ("needs the facade contractor", "需外墙维保单位处理"), "review": timedelta(days=60),
            })),
        ),
    ),
    Matter(
        "hours", 2 * DAY + 5 * HOUR,
        ("A-0801 what are the hours of the fee counter", "A-0801 咨询缴费窗口几点上班"),
        "enquiry", ("Kangning Dental", "康宁口腔"), "13800138303", "zhou",
        more={"outcome": ("8:30 to 17:30, also on Saturday", "8:30 至 17:30，周六照常")},
    ),
    Matter(
        "lamp", DAY + 9 * HOUR, ("north-gate street lamp out", "北门 路灯不亮"), "street_light", by="zhou",
        more={"found": True, "channel": "patrol", "first_responder": Who("gao")},
        then=(
            (DAY + 9 * HOUR - 4, _send("tao", "zhou")),
            (DAY + 9 * HOUR - 12, DemoAct(Arrive, "zhou")),
            (DAY + 9 * HOUR - 31, _done("lamp changed", "更换灯具", "zhou", cause=WORN)),
            (DAY + 7 * HOUR, _rang("satisfied", "zhou", answer=("seen on patrol", "巡查确认已亮"))),
        ),
    ),
    Matter(
        "heater", DAY + 5 * HOUR, ("3-1-1702 water heater to be installed", "3-1-1702 上门安装热水器"),
        "paid_service", ("Mr Shen", "沈先生"), "13800138233",
        then=(
            (DAY + 5 * HOUR - 9, _send("wei")),
            (DAY + 5 * HOUR - 26, _ARRIVE),
            (DAY + 3 * HOUR, _done("installed", "安装完成", materials=("two hoses", "软管两根"), fee="120")),
            (9 * HOUR, _rang("neutral", answer=("good work, but dear", "活不错，就是有点贵"),
                             process="satisfied", quality="satisfied", meets="yes", solved="yes")),
        ),
    ),
)  # fmt: skip

YESTERDAY = (
    Matter(
        "ring", 28 * HOUR, ("2-1-0501 bathroom tap drips", "2-1-0501 卫生间水龙头滴水"),
        "water_electric", ("Ms Yang", "杨女士"), "13800138108", "lina",
        then=(
            (28 * HOUR - 3, _send("qiang", "lina")),
            (28 * HOUR - 11, DemoAct(Arrive, "lina")),
            (27 * HOUR, _done("washer changed", "更换密封圈", "lina", cause=WORN)),
            (3 * HOUR, _rang("no_answer")),
        ),
    ),
    Matter(
        "again", 26 * HOUR, ("1-2-0901 kitchen drain blocked", "1-2-0901 厨房下水道堵塞"),
        "minor_repair", ("Mr Guo", "郭先生"), "13800138066", "lina",
        then=(
            (26 * HOUR - 8, _send("wei", "lina")),
            (26 * HOUR - 27, DemoAct(Arrive, "lina")),
            (25 * HOUR, _done("drain cleared", "疏通下水道", "lina", cause=BLOCKED)),
            (48, _rang("dissatisfied", reason=("blocked again this morning", "今早又堵了"))),
        ),
    ),
    Matter(
        "pump", 19 * HOUR, ("pump-room second pump noisy", "水泵房 2号水泵异响"), "equipment_fault",
        by="zhou",
        more={"found": True, "channel": "patrol", "first_responder": Who("zhu")},
        then=(
            (19 * HOUR - 3, _send("zhu", "zhou")),
            (19 * HOUR - 9, DemoAct(Arrive, "zhou")),
            (18 * HOUR, DemoAct(Hold, "zhou", {
                "reason": "waiting_parts", "until": Ahead(5), "note": ("bearing ordered", "轴承已订货"),
            })),
        ),
    ),
    Matter(
        "socket", 23 * HOUR, ("3-2-0402 living room socket dead", "3-2-0402 客厅插座没电"),
        "water_electric", ("Ms Hu", "胡女士"), "13800138257", "lina",
        then=(
            (23 * HOUR - 2, _send("tao", "lina")),
            (23 * HOUR - 10, DemoAct(Arrive, "lina")),
            (22 * HOUR, _done("socket rewired", "重新接线", "lina", cause=WORN)),
        ),
    ),
    Matter(
        "trapped", 7 * HOUR, ("lift-3 two people stuck in the lift", "3号梯 两人被困电梯"),
        "lift_trapped", ("Mr Qin", "秦先生"), "13800138214", "zhou",
        then=(
            (7 * HOUR - 0.5, _send("luo", "zhou")),
            (7 * HOUR - 2.1, DemoAct(Arrive, "zhou")),
            (7 * HOUR - 16, _done("freed, nobody hurt, lift locked", "已救出，无人受伤，电梯停用", "zhou")),
            (5 * HOUR, _rang("satisfied", "chen", answer=("thanks the guard", "感谢保安"))),
        ),
    ),
    Matter(
        "bench", 6 * HOUR, ("A-1508 more benches in the garden, please", "A-1508 建议中心花园多放几张长椅"),
        "suggestion", ("Yunfan Software", "云帆软件"), "13800138306",
        then=(
            (6 * HOUR - 12, _send("han")),
            (5 * HOUR, DemoAct(Reply, words={"text": ("goes into next month's plan", "列入下月计划")})),
        ),
    ),
)  # fmt: skip

THIS_SHIFT = (
    Matter(
        "door", 5 * HOUR, ("2-2-1401 balcony door lock broken", "2-2-1401 阳台门锁坏了"),
        "minor_repair", ("Mr Jiang", "蒋先生"), "13800138176",
        then=(
            (5 * HOUR - 7, _send("gang")),
            (5 * HOUR - 11, _ACCEPT),
            (5 * HOUR - 22, DemoAct(Hold, words={"reason": "appointment", "until": Ahead(3)})),
        ),
    ),
    Matter(
        "wrong", 4 * HOUR, ("A-1002 test call", "A-1002 误拨"), "service_request",
        then=((4 * HOUR - 2, DemoAct(Void, words={"reason": ("wrong number", "误拨")})),),
    ),
    Matter(
        "drain", 3 * HOUR + 10, ("1-1-2002 washing machine drain overflows", "1-1-2002 洗衣机下水返水"),
        "minor_repair", ("Ms Chu", "褚女士"), "13800138078",
        then=(
            (3 * HOUR + 2, _send("qiang")),
            (2 * HOUR + 45, _ARRIVE),
            (70, DemoAct(Urge, words={"who": ("Ms Chu", "褚女士")})),
            (18, DemoAct(Urge, words={"who": ("Ms Chu", "褚女士")})),
        ),
    ),
    Matter(
        "leak", 76, ("3-1-0801 kitchen pipe leaking", "3-1-0801 厨房水管漏水 急"),
        "pipe_leak", ("Mr Xu", "许先生"), "13800138214",
        then=((74, _send("gang")), (72, _ACCEPT), (64, _ARRIVE)),
    ),
    Matter(
        "ceiling", 71, ("3-1-0701 water comes through the ceiling", "3-1-0701 天花板渗水"),
        "pipe_leak", ("Ms Lin", "林女士"), "13800138212",
        then=((69, DemoAct(Merge, words={"into": "leak"})),),
    ),
    Matter(
        "burst", 21.4, ("1-2-1502 bathroom pipe leaking badly", "1-2-1502 卫生间水管漏水 急"),
        "pipe_leak", ("Mr Zhou", "周先生"), "13800138079", then=((19.5, _send("wei")),),
    ),
    Matter(
        "keys", 16, ("2-1-1802 keys left with the desk", "2-1-1802 求助：钥匙寄存前台"),
        "service_request", ("Ms Wu", "吴女士"), "13800138135",
        then=((12, DemoAct(Assign, words={"to": Who("lin")})),),
    ),
    Matter(
        "spill", 13.2, ("garage oil spill on bay 117", "地库 117 号车位有油污"), "litter_stain",
        ("Mr He", "何先生"), "13800138199", more={"channel": "visit"},
        then=((10.5, _send("deng")), (4.1, _ARRIVE)),
    ),
    Matter(
        "fuse", 11.3, ("2-2-0902 fuse keeps tripping", "2-2-0902 家里总跳闸"),
        "water_electric", ("Ms Qian", "钱女士"), "13800138167", then=((9.2, _send("tao")), (8, _ACCEPT)),
    ),
    Matter(
        "lift", 9.6, ("lift-2 lift stopped at floor 9", "2号梯 电梯停在9楼，轿厢无人"), "equipment_fault",
        more={"channel": "radio", "found": True, "first_responder": Who("xu")},
        then=((8.4, _send("xie")), (7.1, _ACCEPT)),
    ),
    Matter(
        "noise", 7.7, ("3-2-2101 drilling next door after hours", "3-2-2101 隔壁装修噪音扰民"),
        "nuisance", ("Mr Wei", "卫先生"), "13800138290",
        then=(
            (6.4, _send("gao")),
            (3, DemoAct(Return, words={"reason": ("busy at the north gate", "北门正忙")})),
        ),
    ),
    Matter(
        "rude", 3.6, ("A-0502 guard at the south gate was rude", "A-0502 投诉南门保安态度不好"),
        "complaint", ("Lanhai Design", "蓝海设计"), "13800138301",
    ),
    Matter(
        "gas", 0.6, ("2-1-0301 smell of gas in the kitchen", "2-1-0301 厨房有煤气味"),
        "burst_gas", ("Mr Feng", "冯先生"), "13800138104", then=((0.25, _send("he")),),
    ),
)  # fmt: skip

MATTERS = (*EARLIER, *YESTERDAY, *THIS_SHIFT)
