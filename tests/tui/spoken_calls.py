"""Twenty calls as residents and staff speak them, and the keys an operator presses for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.people.directory import Person
from core.people.units import Contact, Unit


@dataclass(frozen=True)
class Say:
    """Words of the call: the place, the matter, names, numbers and times as they are spoken."""

    text: str


@dataclass(frozen=True)
class Spoken:
    """One call: what is typed, and what the ticket must be.

    `steps` are words and keys; a mark in the line is a key like any other.  `joins` says that no new
    ticket comes of it, for the caller joins the matter of the call before.
    """

    title: str
    steps: tuple[Say | str, ...]
    ticket: dict[str, Any] = field(default_factory=dict)
    joins: bool = False

    @property
    def gestures(self) -> tuple[str, ...]:
        """The keys that are no words."""
        return tuple(step for step in self.steps if isinstance(step, str))

    @property
    def typed(self) -> str:
        """The line as it must arrive: nothing that is typed is lost."""
        marks = (step.text if isinstance(step, Say) else step * (step in "~@!#") for step in self.steps)
        return "".join(marks).strip()

    @property
    def words(self) -> str:
        """What is typed of the call itself."""
        return "".join(step.text for step in self.steps if isinstance(step, Say)).strip()


UNITS = (
    Unit("3-2-1201", contacts=(Contact("王建国", "13800138000", "业主"),), building="3", area="东区"),
    Unit("3-2-1202", contacts=(Contact("Helen Park", "13800138001", "tenant"),), building="3", area="东区"),
    Unit("3-2-1203", contacts=(Contact("赵敏", "13800138002", "业主"),), building="3", area="东区"),
    Unit("5-1-301", building="5", area="西区"),
    Unit("5-1-302", building="5", area="西区"),
    Unit("A-1508", building="A", area="西区"),
    Unit("P1", "地下车库", "public", area="东区"),
    Unit("P2", "大堂", "public", area="东区"),
    Unit("P3", "north gate", "public", area="东区"),
    Unit("P4", "car park", "public", area="西区"),
)

PEOPLE = (
    Person("E1", "王强", "engineering", "水电工"),
    Person("E2", "Li Wei", "engineering", "fitter"),
    Person("C1", "陈静", "cleaning", "保洁员", area="东区"),
    Person("S1", "陈大勇", "security", "安管员", employer="安邦保安"),
    Person("S2", "Tom", "security", "guard", employer="Anbang Security"),
)

CHINESE = (
    Spoken(
        "ordinary repair",
        ("n", Say("3栋2单元1201 厨房水管漏水"), "F4"),
        {"unit": "3-2-1201", "category": "pipe_leak", "department": "engineering", "urgency": "urgent"},
    ),
    Spoken(
        "emergency",
        ("n", Say("5-1-301 厨房着火了"), "F4"),
        {"unit": "5-1-301", "category": "fire", "department": "security", "urgency": "emergency"},
    ),
    Spoken(
        "complaint",
        ("n", Say("A座1508 投诉门岗态度恶劣"), "F4"),
        {"unit": "A-1508", "category": "complaint", "kind": "complaint"},
    ),
    Spoken(
        "staff find through a relay",
        ("n", Say("地下车库地面有油污 监控中心转达 "), "~", Say("陈大勇"), "F4", "1"),
        {
            "unit": "P1",
            "category": "litter_stain",
            "origin": "found",
            "first_responder": "陈大勇",
            "employer": "安邦保安",
            "relay": "control_room",
        },
    ),
    Spoken(
        "repeat caller",
        ("n", Say("3-2-1201 水管又漏水了"), "F4", "2"),
        {"unit": "3-2-1201", "category": "pipe_leak", "repeat_no": 2},
    ),
    Spoken(
        "outage, first caller",
        ("n", Say("3-2-1202 家里没电了"), "F4"),
        {"unit": "3-2-1202", "category": "water_electric"},
    ),
    Spoken(
        "outage, one of many",
        ("n", Say("3-2-1203 停电了 13800138002"), "^B", "4"),
        {"contact": "13800138002"},
        joins=True,
    ),
    Spoken(
        "walk-in",
        ("N", Say("5栋1单元302 门锁打不开"), "F4"),
        {"unit": "5-1-302", "category": "minor_repair", "channel": "visit"},
    ),
    Spoken(
        "anonymous",
        ("n", Say("匿名 大堂垃圾没人扫"), "F4"),
        {"unit": "P2", "category": "litter_stain", "anonymous": True},
    ),
    Spoken(
        "appointment",
        ("n", Say("3-2-1203 明天14:00 修纱窗"), "F4"),
        {"unit": "3-2-1203", "category": "minor_repair", "appointment": "14:00"},
    ),
    Spoken(
        "unknown number",
        ("n", Say("137 0013 7000 5号楼1单元301 马桶堵了"), "F4"),
        {"unit": "5-1-301", "phone": "13700137000"},
    ),
)

ENGLISH = (
    Spoken(
        "ordinary repair",
        ("n", Say("3-2-1202 bathroom tap dripping"), "F4"),
        {"unit": "3-2-1202", "department": "engineering", "urgency": "urgent"},
    ),
    Spoken(
        "emergency",
        ("n", Say("two people stuck in the lift 5-1-301"), "F4"),
        {"unit": "5-1-301", "category": "lift_trapped", "department": "security", "urgency": "emergency"},
    ),
    Spoken(
        "complaint",
        ("n", Say("A-1508 complaint about a rude guard"), "F4"),
        {"unit": "A-1508", "category": "complaint"},
    ),
    Spoken(
        "staff find through a relay",
        ("n", Say("car park trash by the ramp via control room "), "~", Say("Tom"), "F4", "1"),
        {
            "unit": "P4",
            "category": "litter_stain",
            "origin": "found",
            "first_responder": "Tom",
            "employer": "Anbang Security",
            "relay": "control_room",
        },
    ),
    Spoken(
        "repeat caller",
        ("n", Say("3-2-1202 tap is dripping again"), "F4", "2"),
        {"unit": "3-2-1202", "repeat_no": 2},
    ),
    Spoken(
        "outage, first caller",
        ("n", Say("3-2-1201 no power in the flat"), "F4"),
        {"unit": "3-2-1201", "category": "water_electric"},
    ),
    Spoken(
        "outage, one of many",
        ("n", Say("3-2-1203 no power here 13800138002"), "^B", "4"),
        {"contact": "13800138002"},
        joins=True,
    ),
    Spoken(
        "walk-in",
        ("N", Say("5-1-302 front door lock broken"), "F4"),
        {"unit": "5-1-302", "category": "minor_repair", "channel": "visit"},
    ),
    Spoken(
        "anonymous",
        ("n", Say("anonymous caller: rubbish at the north gate"), "F4"),
        {"unit": "P3", "category": "litter_stain", "anonymous": True},
    ),
    Spoken(
        "appointment",
        ("n", Say("3-2-1203 tomorrow 2pm window handle loose"), "F4"),
        {"unit": "3-2-1203", "appointment": "14:00"},
    ),
    Spoken(
        "unknown number",
        ("n", Say("137 0013 7000 block 5 unit 1 room 301 blocked drain"), "F4"),
        {"phone": "13700137000", "category": "minor_repair"},
    ),
)
