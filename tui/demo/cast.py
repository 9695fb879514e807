"""Staff of the sample estate, and all its texts in two languages."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from core.base.dataclass import dataclass
from core.people.directory import Person

Text = tuple[str, str]
"""English text, Chinese text."""

NOTHING: Text = ("", "")

CLEANERS: Text = ("Jieya Cleaning", "洁雅保洁")
LIFTS: Text = ("Tongda Lifts", "通达电梯")


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Member of the staff; `licence` is the number of days until the licence expires, negative if it has."""

    key: str
    name: Text
    initials: str
    department: str
    post: Text
    role: str = "worker"
    employer: Text = NOTHING
    licence: int | None = None


_DUTY: Text = ("duty operator", "值班员")
_STEWARD: Text = ("service specialist", "客服专员")
_FITTER: Text = ("fitter", "维修工")
_ELECTRICIAN: Text = ("electrician", "电工")
_GUARD: Text = ("guard", "安保员")
_CLEANER: Text = ("cleaner", "保洁员")

STAFF = (
    StaffMember("wang", ("Wang Min", "王敏"), "wm", "desk", _DUTY, "operator"),
    StaffMember("lina", ("Li Na", "李娜"), "ln", "desk", _DUTY, "operator"),
    StaffMember("zhou", ("Zhou Yang", "周洋"), "zy", "desk", _DUTY, "operator"),
    StaffMember("chen", ("Chen Jing", "陈静"), "cj", "admin", ("supervisor", "综合组主管"), "supervisor"),
    StaffMember("liu", ("Liu Jianguo", "刘建国"), "ljg", "admin", ("director", "管理处主任"), "director"),
    StaffMember(
        "zhao", ("Zhao Zhiyuan", "赵志远"), "zzy", "admin", ("general manager", "总经理"), "general_manager"
    ),
    StaffMember("han", ("Han Xue", "韩雪"), "hx", "admin", ("clerk", "文员")),
    StaffMember("lin", ("Lin Yue", "林悦"), "ly", "desk", _STEWARD),
    StaffMember("wu", ("Wu Qian", "吴倩"), "wq", "desk", _STEWARD),
    StaffMember("zheng", ("Zheng Kai", "郑凯"), "zk", "desk", _STEWARD),
    StaffMember("he", ("He Jun", "何军"), "hj", "engineering", ("foreman", "工程班长")),
    StaffMember("qiang", ("Wang Qiang", "王强"), "wq", "engineering", _FITTER),
    StaffMember("gang", ("Li Gang", "李刚"), "lg", "engineering", _FITTER),
    StaffMember("wei", ("Zhang Wei", "张伟"), "zw", "engineering", _FITTER),
    StaffMember("tao", ("Sun Tao", "孙涛"), "st", "engineering", _ELECTRICIAN, licence=400),
    StaffMember("zhu", ("Zhu Peng", "朱鹏"), "zp", "engineering", _ELECTRICIAN, licence=18),
    StaffMember("ma", ("Ma Chao", "马超"), "mc", "security", ("squad leader", "安保班长")),
    StaffMember("gao", ("Gao Xiang", "高翔"), "gx", "security", _GUARD),
    StaffMember("luo", ("Luo Bin", "罗斌"), "lb", "security", _GUARD),
    StaffMember("tang", ("Tang Lei", "唐磊"), "tl", "security", _GUARD, licence=-3),
    StaffMember("xu", ("Xu Ming", "徐明"), "xm", "security", ("control room", "监控员")),
    StaffMember(
        "fang",
        ("Fang Min", "方敏"),
        "fm",
        "cleaning",
        ("site manager", "现场负责人"),
        "site_manager",
        CLEANERS,
    ),
    StaffMember("deng", ("Deng Xiuying", "邓秀英"), "dxy", "cleaning", _CLEANER, "worker", CLEANERS),
    StaffMember("cao", ("Cao Yulan", "曹玉兰"), "cyl", "cleaning", _CLEANER, "worker", CLEANERS),
    StaffMember(
        "yu", ("Yu Hai", "于海"), "yh", "engineering", ("site manager", "现场负责人"), "site_manager", LIFTS
    ),
    StaffMember(
        "xie",
        ("Xie Dong", "谢东"),
        "xd",
        "engineering",
        ("lift mechanic", "电梯维保员"),
        "worker",
        LIFTS,
        230,
    ),
)
"""Own people and those of two subcontractors."""


class Cast:
    """People and texts of the estate in one language."""

    def __init__(self, language: str) -> None:
        self._index = 0 if language == "en" else 1
        self._names = {member.key: self.say(member.name) for member in STAFF}

    def say(self, text: Text) -> str:
        """Return the text in the demo's language."""
        return text[self._index]

    def name(self, key: str) -> str:
        """Return the name of a member of the staff."""
        return self._names[key]

    def people(self, now: datetime) -> Iterator[Person]:
        """Yield the staff as the directory keeps it, with licences counted from `now`."""
        for count, member in enumerate(STAFF, 1):
            yield Person(
                no=f"{count:03d}",
                name=self.say(member.name),
                department=member.department,
                post=self.say(member.post),
                role=member.role,
                phone=f"139{count * 1_370_137 % 10**8:08d}",
                employer=self.say(member.employer),
                initials=member.initials,
                **_licence(member, count, now),
            )


def _licence(member: StaffMember, count: int, now: datetime) -> dict[str, Any]:
    if member.licence is None:
        return {}
    return {
        "certificate": f"T{count * 70_507 % 10**7:07d}",
        "certificate_until": (now + timedelta(days=member.licence)).date(),
    }
