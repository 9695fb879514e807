"""`handover`: the desk changes hands by commands; the sheets of an imported log say what the log says."""

import io
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.desk import sign_in
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from storage.store import SqlStore
from tests.cli.program import Cli
from tests.cli.test_imports import CUT, WHOLE, import_log, rows_of
from tui.cli.acting_person import PIN_FILE

STAFF = (
    Person("001", "王敏", "desk", role="operator"),
    Person("003", "李雷", "desk", role="operator"),
    Person("002", "陈静", "admin", role="supervisor"),
)
OUTGOING, INCOMING, CHIEF = (("--as", person.name) for person in STAFF)


@pytest.fixture
def since_yesterday(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """王敏 has had the desk for ten hours, with a fire in it: the number of the ticket."""
    database = own_home / "desk.db"
    monkeypatch.setenv("DUTYDESK_DATABASE", str(database))
    store = SqlStore(str(database))
    with store.writing() as work:
        work.people.save_people(STAFF)
    desk = Desk(store, "王敏", lambda: datetime.now(UTC) - timedelta(hours=10))
    desk.handover.begin_watch()
    yield desk.tickets.log(cleaned(Intake(description="大堂冒烟 =cmd|x", category="fire"))).number
    store.close()


def test_a_desk_changes_hands_by_commands(
    cli: Cli, refused: Callable[..., str], since_yesterday: str, tmp_path: Path
) -> None:
    assert "Emergencies without their note" in refused(1, *OUTGOING, "handover", "sign")
    cli(*OUTGOING, "handover", "note", "--emergency", since_yesterday, "误报，已复位")
    cli(*CHIEF, "handover", "note", "--kind", "instruction", "盯住车库")
    cli(*OUTGOING, "handover", "count", "Keys", "0", "--remark", "借出")
    assert "“Chairs” is not on the check list" in refused(1, *OUTGOING, "handover", "count", "Chairs", "3")
    assert cli(*OUTGOING, "handover", "sign", "--json").json["state"] == "outgoing_signed"
    assert "accept --double" in refused(1, *OUTGOING, "handover", "accept")
    assert "are not acknowledged" in refused(1, *INCOMING, "handover", "accept")
    sheet = cli("handover", "show", "--json").json
    assert (sheet["operator"], sheet["counts"]["new"], sheet["emergencies"][0]["note"]) == (
        "王敏", 1, "误报，已复位",
    )  # fmt: skip
    first, *others = sheet["red"]
    cli(*INCOMING, "handover", "object", first, "还有烟")
    seen = [word for line in others for word in ("--seen", line)]
    watch = cli(*INCOMING, "handover", "accept", *seen, "--json").json
    assert (watch["operator"], watch["carried_in"], watch["state"]) == ("李雷", 1, "draft")
    _it_is_kept(cli, tmp_path)


def _it_is_kept(cli: Cli, tmp_path: Path) -> None:
    """Printed again after more work and with other rules, it is the same; a correction stands beside it."""
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    cli(*CHIEF, "handover", "export", "1", "-o", str(one))
    cli(*INCOMING, "log", "大堂又冒烟")
    rules = tmp_path / "rules.toml"
    rules.write_text(
        cli("policy", "show").out.replace('name_en = "Keys"', 'name_en = "Doors"'), encoding="utf-8"
    )
    cli(*CHIEF, "policy", "apply", str(rules))
    cli(*CHIEF, "handover", "export", "1", "-o", str(two))
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_mode & 0o777 == 0o600
    cli(*INCOMING, "handover", "correct", "1", "钥匙还了")
    kept = cli("handover", "show", "1", "--json").json
    assert ([said["text"] for said in kept["corrections"]], kept["signatures"]["incoming"]) == (
        ["钥匙还了"], "李雷",
    )  # fmt: skip
    assert kept["hash"] in cli("handover", "show", "1").out
    told = cli("handover", "list", "--json").json
    assert [(watch["operator"], watch["next"]) for watch in told["watches"]] == [
        ("李雷", None),
        ("王敏", "李雷"),
    ]
    assert "王敏" in cli("handover", "list").out


def test_refused_decided_extended_and_forced(
    cli: Cli, refused: Callable[..., str], since_yesterday: str
) -> None:
    cli(*OUTGOING, "handover", "note", "--emergency", since_yesterday, "误报")
    cli(*OUTGOING, "handover", "extend", "--reason", "没人来")
    cli(*OUTGOING, "handover", "sign")
    assert cli(*INCOMING, "handover", "refuse", "--reason", "少钥匙", "--json").json["state"] == "disputed"
    assert "needs a supervisor" in refused(1, *INCOMING, "handover", "decide", "不行")
    assert cli(*CHIEF, "handover", "decide", "重新点数", "--json").json["state"] == "draft"
    assert "needs a supervisor" in refused(1, *INCOMING, "handover", "take-over", "李雷", "--reason", "走了")
    forced = cli(*CHIEF, "handover", "take-over", "李雷", "--reason", "王敏走了", "--json").json
    assert (forced["operator"], forced["forced_by"]) == ("李雷", "陈静")
    [refusal] = cli("handover", "show", "1", "--json").json["signatures"]["refusals"]
    assert (refusal["reason"], refusal["decision"]) == ("少钥匙", "重新点数")


def test_a_signature_takes_the_pin(
    cli: Cli, since_yesterday: str, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "TIME", 1)
    monkeypatch.setattr(sign_in, "MEMORY", 8)
    monkeypatch.setattr(sys, "stdin", io.StringIO("97531-zebra\n"))
    cli(*OUTGOING, "pin", "set", "王敏")
    file = own_home / "pin"
    monkeypatch.setenv(PIN_FILE, str(file))
    cli(*CHIEF, "handover", "note", "--emergency", since_yesterday, "误报")
    acts = (("97531-zebra", 0, ("sign",)), ("24680-zebra", 1, ("accept", "--double")))
    for pin, code, words in acts:
        file.write_text(f"{pin}\n")
        file.chmod(0o600)
        assert cli(*OUTGOING, "handover", *words, ok=False).code == code
    assert "zebra" not in cli("handover", "show", "--json").out


@pytest.mark.parametrize("log", [CUT, WHOLE], ids=["cut", "whole"])
def test_s16_the_open_calls_at_each_change_of_shift_are_those_of_the_file(cli: Cli, log: Path) -> None:
    """At 00:00, 08:00 and 16:00 the sheet carries out what was going on by the log."""
    if not log.exists():
        pytest.skip(f"the sample data are not beside the project: {log.name}")
    import_log(cli, log)
    rows = rows_of(log)
    before = 0
    for day, hour in (("07", "08"), ("07", "16"), ("08", "00"), ("08", "08"), ("08", "16"), ("09", "00")):
        change = f"2020-04-{day} {hour}:00:00"
        going_on = [row for row in rows if row["received_at"] < change <= row["closed_at"]]
        sheet = cli("handover", "show", "--at", change, "--json").json
        assert (sheet["end"], sheet["counts"]["carried_out"]) == (
            f"{change.replace(' ', 'T')}-07:00",
            len(going_on),
        )
        assert sheet["counts"]["carried_in"] == before
        assert len(sheet["open"]) == len(going_on)
        start = sheet["start"][:19].replace("T", " ")
        assert sheet["counts"]["new"] == len([row for row in rows if start <= row["received_at"] < change])
        before = len(going_on)
