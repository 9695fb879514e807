"""The register changed by hand: what is kept, what is refused, two desks at one entry."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.base.errors import BadEntry, ChangedElsewhere, InvalidInput, Misconfigured, NotAllowed
from core.desk.desk import Desk
from core.desk.facts import Registered
from core.people.directory import Person
from core.people.units import Contact, Unit
from core.policy.editing import with_department, with_site
from core.policy.model import Department, default_policy
from storage.store import SqlStore
from tui.papers.making import make_journal

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)
HOME = Unit("3-2-1201", "Ms Zhao", contacts=(Contact("Ms Zhao", "13800138000"),))
CHIEF = Person("002", "陈静", "admin", role="supervisor")


@pytest.fixture
def store(tmp_path):
    opened = SqlStore(str(tmp_path / "desk.db"))
    yield opened
    opened.close()


def desk_of(store: SqlStore, name: str = "陈静") -> Desk:
    return Desk(store, name, lambda: NOW)


@pytest.fixture
def desk(store):
    chief = desk_of(store)
    chief.register.save_person(CHIEF)
    return chief


def acts(store: SqlStore) -> list[Registered]:
    with store.reading() as look:
        return [entry.event.fact for entry in look.events.entries(Registered)]  # type: ignore[misc]


def test_a_unit_is_kept_under_its_usual_code_and_its_specialist_by_name(desk, store) -> None:
    kept = desk.register.save_unit(
        replace(HOME, code="3栋2单元1201", specialist="cj", services="\x1b[31mwater")
    )
    assert kept == replace(HOME, specialist="陈静", services="[31mwater")
    assert desk.register.contents().directory.units == {"3-2-1201": kept}
    assert acts(store)[-1] == Registered(kind="unit", code="3-2-1201")


def test_two_desks_at_one_entry(desk, store) -> None:
    seen = desk.register.save_unit(HOME)
    desk.register.save_unit(replace(seen, notes="dog"), seen)
    with pytest.raises(ChangedElsewhere) as refused:
        desk.register.save_unit(replace(seen, services="water"), seen)
    assert (
        str(refused.value)
        == "3-2-1201 was changed by 陈静 while you were working. Open it again to see the change, then retry."
    )
    assert desk.register.contents().directory.units[HOME.code] == replace(HOME, notes="dog")
    with pytest.raises(BadEntry, match="listed already"):
        desk.register.save_unit(HOME)
    desk.register.save_unit(replace(seen, notes="dog"), replace(seen, notes="dog"))
    assert [act.fields for act in acts(store) if act.kind == "unit"] == [(), ("notes",)]


def test_r022_the_history_of_an_entry_has_old_and_new_values(desk, store) -> None:
    """Who changed what from which value to which, without a whole phone number; undo is a change too."""
    seen = desk.register.save_unit(HOME)
    moved = replace(seen, notes="dog", contacts=(Contact("Mr Qian", "13900139000", "owner"),))
    desk.register.save_unit(moved, seen)
    desk.register.save_unit(seen, moved)
    first, second, back = desk.register.changes("unit", "3-2-1201")
    assert (first.fact.changes, second.actor, second.at) == ((), "陈静", NOW)
    assert [(one.name, one.before, one.after) for one in second.fact.changes] == [
        ("contacts", "Ms Zhao 138****8000", "Mr Qian 139****9000 owner"),
        ("notes", "", "dog"),
    ]
    assert [(one.before, one.after) for one in back.fact.changes][1] == ("dog", "")
    chief = desk.register.contents().directory.people_by_no["002"]
    desk.register.save_person(replace(chief, phone="13700137000"), chief)
    assert desk.register.changes("person", "002")[-1].fact.changes[0].after == "137****7000"
    desk.register.save_site(hotline="400-800")
    assert [one.after for one in desk.register.changes("site", "")[-1].fact.changes] == ["400-800"]


def test_r024_the_journal_of_the_desk_is_read_by_those_who_may_export(desk, store) -> None:
    """What happened besides tickets, in order, of the days asked for; an operator may not read it."""
    seen = desk.register.save_unit(HOME)
    desk.register.save_unit(replace(seen, notes="dog"), seen)
    paper = make_journal(desk, TODAY, TODAY)
    assert [(row["type"], row["changes"]) for row in paper.document][-1] == (
        "registered", [{"field": "notes", "before": None, "after": "dog"}],
    )  # fmt: skip
    assert make_journal(desk, date(2026, 3, 9), date(2026, 3, 9)).document == []
    desk.register.save_person(Person("009", "王敏", "desk", role="operator"))
    with pytest.raises(NotAllowed):
        make_journal(desk_of(store, "王敏"), TODAY, TODAY)


UNUSABLE = (
    (Unit(" "), "code"),
    (Unit("A-1", kind="castle"), "kind"),
    (Unit("A-1", contacts=(Contact("Li", "call us"),)), "contacts"),
    (Unit("A-1", active_from=TODAY, active_to=date(2026, 3, 9)), "active_to"),
    (Person("", ""), "name"),
    (Person("", "Li", phone="12"), "phone"),
    (Person("", "Li", role="king"), "role"),
    (Person("", "Li", department="moon"), "department"),
    (Person("002", "Li"), "no"),
    (Person("", "Li", account="chen"), "account"),
    (Department("", ""), "name"),
    (Department("", "Works", aliases=("维修",)), "name"),
)
"""Entries that are refused, and the field that is wrong."""


def test_what_cannot_be_used_is_named_by_its_field(desk) -> None:
    desk.register.save_person(replace(CHIEF, account="chen", initials="cj"), replace(CHIEF, initials="cj"))
    save = {
        Unit: desk.register.save_unit,
        Person: desk.register.save_person,
        Department: desk.register.save_department,
    }
    for entry, field in UNUSABLE:
        with pytest.raises(BadEntry) as refused:
            save[type(entry)](entry)
        assert refused.value.field == field, entry


def test_people_get_numbers_initials_and_codes(desk) -> None:
    new = desk.register.save_person(Person("", "王强", "水电", supervisor="002", skills=("water_electric",)))
    assert (new.no, new.initials, new.department, new.supervisor) == ("001", "wq", "engineering", "陈静")
    assert new.skills == ("water_electric",)
    left = desk.register.save_person(replace(new, active_to=date(2026, 3, 9)), new)
    assert left in desk.register.contents().directory.people
    assert desk.queries.directory().person("王强") is None


def test_a_corrected_name_is_corrected_wherever_it_is_named(desk) -> None:
    one = desk.register.save_person(Person("", "王强"))
    other = desk.register.save_person(Person("", "李刚", supervisor="王强"))
    desk.register.save_unit(replace(HOME, specialist="王强"))
    desk.register.save_person(replace(one, name="汪强"), one)
    directory = desk.register.contents().directory
    assert directory.units[HOME.code].specialist == "汪强"
    assert directory.people_by_no[other.no].supervisor == "汪强"


def test_the_last_supervisor_stays(desk) -> None:
    chief = desk.register.contents().directory.people_by_no["002"]
    with pytest.raises(InvalidInput, match="This would leave no supervisor"):
        desk.register.save_person(replace(chief, active=False), chief)


def test_it_takes_a_supervisor(desk, store) -> None:
    desk.register.save_person(Person("003", "王敏", role="operator"))
    for save, entry in (("save_unit", HOME), ("save_department", Department("", "Garden"))):
        with pytest.raises(NotAllowed):
            getattr(desk_of(store, "王敏").register, save)(entry)
    with pytest.raises(NotAllowed):
        desk_of(store, "王敏").register.save_site(name="Mine")


def test_nobody_gives_or_takes_rights_above_the_own_ones(desk, store) -> None:
    head = desk.register.save_person(Person("004", "刘建国", role="director"))
    assert desk.register.save_person(replace(head, phone="13900001111"), head).phone == "13900001111"
    head = desk.register.contents().directory.people_by_no["004"]
    for change in ({"account": "chenjing"}, {"role": "operator"}, {"active": False}):
        with pytest.raises(
            NotAllowed, match=r"needs a director. You are acting as 陈静 .a supervisor.. Ask 刘建国"
        ):
            desk.register.save_person(replace(head, **change), head)
    with pytest.raises(NotAllowed):
        desk.register.save_person(
            replace(CHIEF, role="director", initials="cj"),
            desk.register.contents().directory.people_by_no["002"],
        )
    assert desk_of(store, "刘建国").register.save_person(replace(head, account="liu"), head).account == "liu"


def test_departments_are_a_new_version_of_the_rules(desk) -> None:
    before = desk.queries.policy()
    new = desk.register.save_department(Department("", "绿化部", "Gardens", ("绿化",), head="陈静"))
    assert new.code == "lhb"
    engineering = before.departments["engineering"]
    desk.register.save_department(replace(engineering, aliases=("水电",), head='Q "x" \\'), engineering)
    after = desk.queries.policy()
    assert after.version == before.version + 2
    assert after.departments["lhb"] == new
    assert after.departments["engineering"].head == 'Q "x" \\'
    assert after.text.replace("\n", "").count("#") == before.text.count("#")
    with pytest.raises(ChangedElsewhere):
        desk.register.save_department(replace(engineering, name="Works"), engineering)


def test_the_centre_says_who_it_is(desk) -> None:
    before = desk.queries.policy()
    desk.register.save_site(name="锦绣 “花园”", hotline="0571-8888", tz="Asia/Shanghai")
    site = desk.queries.policy().site
    assert site == replace(before.site, name="锦绣 “花园”", hotline="0571-8888")
    assert "# shown in the header and on every form (R032)" in desk.queries.policy().text
    with pytest.raises(BadEntry) as refused:
        desk.register.save_site(tz="Mars/Base")
    assert refused.value.field == "tz"
    with pytest.raises(ChangedElsewhere):
        desk.register.save_site(before.site, name="Other")


def test_only_the_setting_that_changes_is_written() -> None:
    site = '[site]\ntz = "UTC" # a # b\n\n# next\n'
    text = f'{site}[[department]]\ncode = "a"\naliases = [\n  "b",\n]\n# end\n'
    assert with_site(text, {"tz": "Asia/Shanghai", "name": "N", "email": ""}) == text.replace(
        'tz = "UTC" # a # b\n', 'tz = "Asia/Shanghai" # a # b\nname = "N"\n'
    )
    assert with_department(text, {"code": "a", "aliases": ("c",)}) == text.replace('[\n  "b",\n]', '["c"]')
    assert with_department(text, {"code": "z", "head": ""}).endswith(
        ']\n\n[[department]]\ncode = "z"\n# end\n'
    )


def test_a_file_from_windows_keeps_its_lines() -> None:
    text = '[site]\r\ntz = "UTC" # a\r\nname = "N"\r\n'
    assert with_site(text, {"tz": "Asia/Shanghai"}) == text.replace("UTC", "Asia/Shanghai")


def test_rules_written_in_another_way_are_left_alone(desk) -> None:
    text = default_policy().text
    start, end = text.index("[[department]]"), text.index("# ---- what the words say")
    desk.register.apply_policy(f'department = [{{code = "desk", name = "D"}}]\n{text[:start]}{text[end:]}')
    with pytest.raises(Misconfigured):
        desk.register.save_department(Department("", "绿化部"))
