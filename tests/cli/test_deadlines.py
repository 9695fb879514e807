"""The oracle of DOMAIN §20, from a terminal in any zone; no database is touched."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.policy.model import DEFAULT_POLICY
from tests.cli.program import Cli, finished, here, process

ORACLE = {
    "1 plain daytime call": (
        "water_electric 2026-03-10T09:00",
        "09:05 a2026-03-10T09:15",
        "SUP 2026-03-11T00:00 2026-03-11T08:00, DIR 2026-03-12T00:00 2026-03-12T08:00",
    ),
    "3 late call": (
        "pipe_leak 2026-03-10T23:50",
        "23:55 a2026-03-11T00:05",
        "SUP 2026-03-11T00:50 2026-03-11T08:00, DIR 2026-03-12T00:00 2026-03-12T08:00",
    ),
    "5 midnight belongs to the new day": (
        "street_light 2026-03-11T00:00",
        "00:05 a2026-03-11T00:15",
        "SUP 2026-03-12T00:00 2026-03-12T08:00, DIR 2026-03-13T00:00 2026-03-13T08:00",
    ),
    "7 two days": (
        "minor_repair 2026-03-12T10:00",
        "10:15 a2026-03-12T10:30",
        "SUP 2026-03-14T00:00 2026-03-14T08:00, DIR 2026-03-15T00:00 2026-03-15T08:00",
    ),
    "11 weekend days count": (
        "complaint 2026-03-13T16:40",
        "16:55 r2026-03-13T16:50",
        "SUP 2026-03-15T00:00 2026-03-15T08:00, DIR 2026-03-16T00:00 2026-03-16T08:00",
    ),
    "12 no quiet hours": (
        "complaint_major 2026-03-13T23:10",
        "23:15 r2026-03-13T23:20",
        "GM 2026-03-13T23:10 =, DIR 2026-03-14T00:10 =, GM 2026-03-15T00:00 =",
    ),
    "13 emergency": (
        "fire 2026-03-14T02:17",
        "02:18 a2026-03-14T02:20",
        "SUP 2026-03-14T02:17 =, DIR 2026-03-14T02:20 =, GM 2026-03-14T02:27 =, "
        "SUP 2026-03-15T00:00 =, DIR 2026-03-16T00:00 =",
    ),
    "16 month end": (
        "suggestion 2026-02-27T15:00",
        "15:30 r2026-02-28T15:00",
        "SUP 2026-03-01T00:00 2026-03-01T08:00, DIR 2026-03-02T00:00 2026-03-02T08:00",
    ),
}
ROLES = {"SUP": "supervisor", "DIR": "director", "GM": "general_manager"}


@pytest.fixture(params=["", "UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def anywhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The terminal stands in another zone than the site."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def rungs(text: str, offset: str = "+08:00") -> list[dict[str, str]]:
    """`SUP due tell` as the document has it; = where it is told at once."""
    found = []
    for role, due, tell in (rung.split() for rung in text.split(", ")):
        due_at = f"{due}:00{offset}"
        tell_at = due_at if tell == "=" else f"{tell}:00{offset}"
        found.append({"role": ROLES[role], "due_at": due_at, "tell_at": tell_at})
    return found


@pytest.mark.usefixtures("anywhere")
@pytest.mark.parametrize("row", ORACLE.values(), ids=ORACLE)
def test_the_oracle(cli: Cli, row: tuple[str, str, str]) -> None:
    (category, reported), (dispatch, promise), plan = row[0].split(), row[1].split(), row[2]
    (answer,) = cli("deadlines", category, "--at", reported, "--json").json
    assert answer["category"] == category
    assert answer["reported_at"] == f"{reported}:00+08:00"
    assert answer["dispatch_by"] == f"{reported[:10]}T{dispatch}:00+08:00"
    assert answer["arrive_by"] == (f"{promise[1:]}:00+08:00" if promise[0] == "a" else None)
    assert answer["reply_by"] == (f"{promise[1:]}:00+08:00" if promise[0] == "r" else None)
    assert answer["callback_by"] is None
    assert answer["rungs"] == rungs(plan)


def test_amber_is_halfway(cli: Cli) -> None:
    (answer,) = cli("deadlines", "water_electric", "--at", "2026-03-10T09:00", "--json").json
    assert answer["warn_at"] == "2026-03-10T09:05:00+08:00"


def changed_policy(folder: Path, old: str, new: str) -> str:
    """The shipped policy with one setting changed."""
    text = DEFAULT_POLICY.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(old))
    file = folder / "policy.toml"
    file.write_text(text.replace(line, new), encoding="utf-8")
    return str(file)


def test_9_days_are_counted_exclusively(cli: Cli, tmp_path: Path) -> None:
    policy = changed_policy(tmp_path, "day_count", 'day_count = "exclusive"')
    (answer,) = cli(
        "deadlines", "minor_repair", "--at", "2026-03-12T10:00", "--policy", policy, "--json"
    ).json
    assert answer["rungs"] == rungs(
        "SUP 2026-03-15T00:00 2026-03-15T08:00, DIR 2026-03-16T00:00 2026-03-16T08:00"
    )


@pytest.mark.usefixtures("anywhere")
def test_20_clocks_go_forward(cli: Cli, tmp_path: Path) -> None:
    policy = changed_policy(tmp_path, "tz ", 'tz = "Europe/London"')
    (answer,) = cli(
        "deadlines", "minor_repair", "--at", "2026-03-28T20:00", "--policy", policy, "--json"
    ).json
    assert answer["reported_at"] == "2026-03-28T20:00:00+00:00"
    assert answer["arrive_by"] == "2026-03-28T20:30:00+00:00"
    assert answer["rungs"] == rungs(
        "SUP 2026-03-30T00:00 2026-03-30T08:00, DIR 2026-03-31T00:00 2026-03-31T08:00", "+01:00"
    )


def test_22_an_appointment_re_anchors(cli: Cli) -> None:
    booked = ("--at", "2026-03-10T10:00", "--appointment", "2026-03-13T14:00")
    (answer,) = cli("deadlines", "minor_repair", *booked, "--json").json
    assert answer["arrive_by"] == "2026-03-13T14:15:00+08:00"
    assert answer["rungs"] == rungs(
        "SUP 2026-03-15T00:00 2026-03-15T08:00, DIR 2026-03-16T00:00 2026-03-16T08:00"
    )


CALLBACKS = {
    "2026-03-10T11:15": "2026-03-11T11:15:00+08:00",
    "2026-03-10T21:40": "2026-03-11T20:00:00+08:00",
    "2026-03-10T07:00": "2026-03-10T20:00:00+08:00",
    "2026-03-10T20:00": "2026-03-11T20:00:00+08:00",
    "2026-03-10T00:30": "2026-03-10T20:00:00+08:00",
}


@pytest.mark.parametrize(("handled", "due"), CALLBACKS.items())
def test_when_to_ring_back(cli: Cli, handled: str, due: str) -> None:
    words = ("deadlines", "water_electric", "--at", "2026-03-10T00:00", "--handled", handled, "--json")
    assert cli(*words).json[0]["callback_by"] == due


def test_one_answer_for_each_report_in_order(cli: Cli) -> None:
    times = ("2026-03-12T10:00", "2026-03-10T10:00", "2026-03-11T10:00+00:00")
    answers = cli("deadlines", "fire", *(word for at in times for word in ("--at", at)), "--json").json
    assert [answer["reported_at"][:16] for answer in answers] == [
        "2026-03-12T10:00",
        "2026-03-10T10:00",
        "2026-03-11T18:00",
    ]


def test_it_touches_no_database(cli: Cli, own_home: Path, tmp_path: Path) -> None:
    there = tmp_path / "none" / "desk.db"
    cli("--database", str(there), "deadlines", "fire", "--at", "09:00")
    assert not there.parent.exists()
    assert list(own_home.rglob("*.db")) == []


def test_for_people(cli: Cli) -> None:
    out = cli("deadlines", "minor_repair", "--at", "2026-03-12T10:00").out
    assert re.search("Arrive by +2026-03-12 10:30 +arrive_min = 30", out)
    assert re.search("supervisor +2026-03-14 00:00 +2026-03-14 08:00 +ladder = two_day", out)


def test_a_process_in_another_zone() -> None:
    said = finished(
        process("deadlines", "fire", "--at", "2026-03-14T02:17", "--json", env=here(TZ="America/New_York"))
    )
    assert said.json[0]["arrive_by"] == "2026-03-14T02:20:00+08:00"
