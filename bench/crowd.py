"""Directories of any size: invented units with two people in each, and invented staff."""

import random

from core.base.text import initials
from core.people.directory import Directory, Person
from core.people.units import Contact, Unit

UNITS = 20_000
STAFF = 50_000
"""Largest sizes for which the desk promises its speed."""

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕单仇区解乐翟覃"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂芬建华国庆志玉雪梅文斌宇浩然子轩梓涵雨欣晨曦一诺思琪"
DEPARTMENTS = ("desk", "security", "engineering", "cleaning", "admin")


def crowd(part: float = 1.0) -> Directory:
    """Return a directory of that part of the largest size; the same one in each run."""
    chance = random.Random(7)
    units = [
        Unit(
            f"{place // 400 + 1}-{place // 100 % 4 + 1}-{place % 100 // 4 + 1:02d}{place % 4 + 1:02d}",
            area=f"Phase {place % 3 + 1}",
            contacts=(Contact(_name(chance), _phone(chance)), Contact(_name(chance))),
        )
        for place in range(int(UNITS * part))
    ]
    people = [_person(chance, place) for place in range(int(STAFF * part))]
    return Directory({unit.code: unit for unit in units}, tuple(people))


def _person(chance: random.Random, place: int) -> Person:
    name = _name(chance)
    return Person(f"{10_000 + place}", name, chance.choice(DEPARTMENTS), initials=initials(name))


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))


def _phone(chance: random.Random) -> str:
    return f"1{chance.randrange(3 * 10**9, 10**10)}"
