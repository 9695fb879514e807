"""The complaint record, whose lines are kept instead of left blank (S2, S4, §22)."""

from datetime import date
from pathlib import Path

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.ticket.acts.complaint import DetailComplaint
from core.ticket.acts.undo import Undo
from core.ticket.codes import Validity
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office

FOUND = (
    "--about", "保洁部", "--validity", "valid", "--findings", "早班漏扫", "--cause", "缺人",
    "--corrective", "补扫", "--preventive", "增加巡查", "--planned", "2099-03-12",
)  # fmt: skip


def test_r192_the_lines_of_the_complaint_record_are_kept(cli: Cli) -> None:
    """About whom, demand, findings, validity, cause, measures and planned day: in JSON, page and record."""
    words = ("log", "楼道没人扫", "--category", "complaint", "--demand", "每天清扫", "--about", "洁雅")
    logged = cli(*words, "--json").json
    assert (logged["complaint"]["about"], logged["complaint"]["demand"]) == ("洁雅", "每天清扫")
    known = cli("complaint", logged["number"], *FOUND, "--json").json["complaint"]
    assert known == {
        "about": "保洁部", "demand": "每天清扫", "validity": "valid", "findings": "早班漏扫", "cause": "缺人",
        "corrective": "补扫", "preventive": "增加巡查", "planned": "2099-03-12",
    }  # fmt: skip
    page, record = cli("show", logged["number"]).out, cli("papers", "complaint", logged["number"]).out
    for text in ("保洁部", "每天清扫", "早班漏扫", "缺人", "补扫", "增加巡查", "2099-03-12"):
        assert text in page and text in record
    assert [one["number"] for one in cli("search", "早班漏扫", "--json").json] == [logged["number"]]


def test_r192_a_detail_is_corrected_and_taken_back(office: Office) -> None:
    """What is left out stays; the same again, or on a ticket that is no complaint, is refused."""
    ticket = office.log("太吵", "complaint", about="罗斌")
    number, do = ticket.number, office.desk.tickets.do
    do(number, DetailComplaint(validity=Validity.UNDECIDED, planned=date(2026, 3, 12)))
    known = do(number, DetailComplaint(validity=Validity.INVALID)).complaint
    assert known and (known.about, known.validity, known.planned) == ("罗斌", "invalid", date(2026, 3, 12))
    with pytest.raises(InvalidInput, match="at least one detail"):
        do(number, DetailComplaint(validity=Validity.INVALID))
    undone = do(number, Undo()).complaint
    assert undone and undone.validity is Validity.UNDECIDED
    with pytest.raises(NotAllowed, match="not a complaint"):
        do(office.log("路灯不亮", "street_light").number, DetailComplaint(Clean("罗斌")))


def _logged(cli: Cli) -> str:
    words = ("log", "楼道没人扫", "--category", "complaint", "--demand", "赔偿", "--about", "罗斌")
    return cli(*words).out.strip()


def test_r192_a_detail_is_cleared(cli: Cli) -> None:
    """A field emptied in the form, or named on the command line, is empty again; nothing else changes."""
    number = _logged(cli)
    known = cli("complaint", number, "--clear", "demand", "--json").json["complaint"]
    assert (known["about"], known["demand"]) == ("罗斌", None)
    assert "compensation" in cli("complaint", number, "--clear", "compensation", ok=False).err
    assert "at least one detail" in cli("complaint", number, "--clear", "demand", ok=False).err
    assert DetailComplaint.emptied({"about_": "罗斌"})["clear"] == (
        "demand,validity,findings,cause,corrective,preventive,planned"
    )


def test_r192_valid_complaints_are_counted(office: Office, cli: Cli, tmp_path: Path) -> None:
    """The figures of a day count the complaints that were found valid, and those that were not."""
    for validity in (Validity.VALID, Validity.VALID, Validity.INVALID, Validity.UNDECIDED):
        ticket = office.log(f"投诉 {validity}", "complaint")
        office.desk.tickets.do(ticket.number, DetailComplaint(validity=validity))
    came = office.desk.figures.report(NOW.date(), NOW.date()).came
    assert (came.valid, came.invalid, came.kinds["complaint"]) == (2, 1, 4)
    base = ("--database", str(office.store.database.place))
    figures = cli(*base, "report", "day", "--period", "2026-03-10", "--json").json["came"]
    assert (figures["complaints_valid"], figures["complaints_invalid"]) == (2, 1)
