"""Whose daily check it is (§8, §21, R077)."""

from datetime import date, timedelta

from core.base.dataclass import replace
from core.duty.checkers import Checkers
from core.duty.roster import Duty
from core.people.directory import Directory, Person
from core.policy.model import Department, default_policy
from core.ticket.acts.base import Checker
from core.ticket.follow_up import FollowUp

DAY = date(2026, 3, 11)
ANN = Person("1", "Ann", "desk", role="operator")
BEN = Person("2", "Ben", "desk", role="operator", supervisor="Chen")
CHEN = Person("3", "Chen", "desk", role="supervisor")
DING = Person("4", "Ding", "admin", role="supervisor")
DENG = Person("5", "Deng", "cleaning", employer="Jieya")
FANG = Person("6", "Fang", "cleaning", role="site_manager", employer="Jieya")
HEAD = Person("7", "Head", "cleaning", role="department_head")
STAFF = (DING, ANN, BEN, CHEN, DENG, FANG, HEAD)


def of(
    first: str, *people: Person, employer: str = "", duties: tuple[Duty, ...] = (), **more: object
) -> Checker:
    policy = replace(default_policy(), **more)  # type: ignore[arg-type]
    follow_up = FollowUp(first, 1, employer, "cleaning")
    return Checkers(Directory(people=people or STAFF), policy, duties).of(follow_up, DAY)


def duty(person: Person, day: date = DAY, start: str = "08:00", end: str = "16:00") -> Duty:
    return Duty(day, start, end, person.no)


def test_the_first_contact_asks_also_one_whom_no_list_has() -> None:
    assert of("Ann") == Checker("Ann")
    assert of("Nobody") == Checker("Nobody")


def test_of_a_firm_the_site_manager_asks_else_the_head_of_department() -> None:
    assert of("Deng", employer="Jieya") == Checker("Fang")
    assert of("Unlisted", employer="Jieya") == Checker("Fang")
    assert of("Deng", *(p for p in STAFF if p is not FANG), employer="Jieya") == Checker("Head")
    heads = {"cleaning": Department("cleaning", head="Ann")}
    assert of("Deng", ANN, DENG, CHEN, employer="Jieya", departments=heads) == Checker("Ann")
    assert of("Deng", DENG, CHEN, employer="Jieya") == Checker("Chen")
    assert of("Deng", DENG, employer="Jieya") == Checker("Deng")


def test_in_the_place_of_one_who_left_the_supervisor_asks() -> None:
    gone = replace(ANN, active_to=DAY - timedelta(days=1))
    assert of("Ann", gone, DING, CHEN) == Checker("Chen", "Ann")
    assert of("Ben", replace(BEN, active=False), DING, CHEN) == Checker("Chen", "Ben")
    assert of("Ann", replace(ANN, active_to=DAY), CHEN) == Checker("Ann")
    director = Person("9", "Wu", role="director")
    assert of("Ann", gone, director) == Checker("Wu", "Ann")
    assert of("Ann", gone) == Checker("Ann")


def test_absent_is_who_has_no_duty_though_the_department_has() -> None:
    assert of("Ann", duties=(duty(BEN),)) == Checker("Chen", "Ann")
    assert of("Ann", duties=(duty(BEN), duty(ANN))) == Checker("Ann")
    assert of("Ann", duties=(duty(DENG),)) == Checker("Ann")
    night = duty(ANN, DAY - timedelta(days=1), "22:00", "06:00")
    assert of("Ann", duties=(duty(BEN), night)) == Checker("Ann")


def test_managers_are_judged_by_a_roster_only_if_it_has_them() -> None:
    assert of("Deng", employer="Jieya", duties=(duty(DENG),)) == Checker("Fang")
    last_week = duty(FANG, DAY - timedelta(days=3))
    assert of("Deng", employer="Jieya", duties=(duty(DENG), last_week)) == Checker("Ding", "Fang")
    alone = (DENG, FANG, CHEN)
    assert of("Deng", *alone, employer="Jieya", duties=(duty(DENG), last_week)) == Checker("Chen", "Fang")


def test_a_service_day_that_ends_at_six_has_the_duties_of_its_night() -> None:
    site = replace(default_policy().site, day_end="06:00")
    night = duty(ANN, DAY - timedelta(days=1), "22:00", "06:00")
    assert of(
        "Ann", duties=(duty(BEN, DAY - timedelta(days=1), "12:00", "20:00"), night), site=site
    ) == Checker("Ann")
