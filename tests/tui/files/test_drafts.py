"""What is typed survives the terminal, and goes when it is logged."""

from __future__ import annotations

import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.base.errors import Unavailable
from tui.files.drafts import Draft, Drafts

CALLED = datetime(2026, 3, 10, 2, 17, 30, tzinfo=UTC)
LINE = {"line": "3-2-1201 kitchen pipe [/x] leaking 🔥"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "dutydesk"


def test_a_form_that_is_open_in_a_living_desk_is_left_to_it(folder: Path) -> None:
    here = Drafts(folder, "Wang Min")
    here.save(draft := Draft("intake", CALLED, LINE))
    assert here.pending() == [draft]
    assert Drafts(folder, "Wang Min").pending() == []


def test_the_draft_of_a_desk_that_is_no_more_is_offered_once_to_its_login(folder: Path) -> None:
    code = (
        "import sys; from datetime import datetime; from pathlib import Path\n"
        "from tui.files.drafts import Draft, Drafts\n"
        "draft = Draft('intake', datetime.fromisoformat(sys.argv[2]), {'line': sys.argv[3]}, 'k1')\n"
        "Drafts(Path(sys.argv[1]), 'Wang Min').save(draft)\n"
    )
    here = [sys.executable, "-c", code, str(folder), CALLED.isoformat(), LINE["line"]]
    subprocess.run(here, check=True)
    drafts = Drafts(folder, "Wang Min")
    assert Drafts(folder, "Li Gang").pending() == []
    (found,) = drafts.pending()
    assert found == Draft("intake", CALLED, LINE, "k1")
    drafts.discard(found)
    assert drafts.pending() == []
    assert list(folder.glob("*.json")) == []


def test_only_the_owner_can_read_it(folder: Path) -> None:
    Drafts(folder, "op").save(Draft("intake", CALLED, LINE))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_late_save_does_not_bring_a_logged_ticket_back(folder: Path) -> None:
    drafts = Drafts(folder, "op")
    draft = Draft("intake", CALLED, LINE)
    drafts.save(draft)
    drafts.discard(draft)
    drafts.save(draft)
    assert drafts.pending() == []


def test_several_parked_drafts_keep_their_order(folder: Path) -> None:
    drafts = Drafts(folder, "op")
    for minute in (3, 1, 2):
        drafts.save(Draft("intake", CALLED + timedelta(minutes=minute), {"line": str(minute)}))
    assert [draft.fields["line"] for draft in drafts.pending()] == ["1", "2", "3"]


def test_a_file_that_is_no_draft_is_left_alone(folder: Path) -> None:
    drafts = Drafts(folder, "op")
    drafts.save(Draft("intake", CALLED, LINE))
    (good,) = folder.glob("*.json")
    for number, text in enumerate(("", "{", "[]", '{"form": "intake"}', '{"started_at": 3}')):
        good.with_name(good.name.replace("intake", f"broken{number}")).write_text(text)
    assert len(drafts.pending()) == 1


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="could not be saved"):
        Drafts(tmp_path / "file" / "state", "op").save(Draft("intake", CALLED, LINE))


def test_a_login_may_be_any_text(folder: Path) -> None:
    drafts = Drafts(folder, "../" * 40 + "王敏" * 100)
    drafts.save(Draft("intake", CALLED, LINE))
    assert len(drafts.pending()) == 1
