"""`papers`: the forms of a ticket, the record of callbacks, the roster."""

from datetime import timedelta
from typing import Annotated

from tui.cli.command import Group
from tui.cli.context import Here
from tui.cli.document import iso
from tui.cli.output import Form, Output, give, leaves_the_desk
from tui.cli.printing import print_json, say
from tui.cli.reports import From, To, days_of
from tui.cli.words import AsJson, Number, option
from tui.i18n import _, listed
from tui.papers.making import make_callbacks, make_complaint, make_deferrals, make_roster, make_slip, today

papers = Group()


@papers.command(_("Print the work slip of a ticket; exported, it has the caller's full number."))
def slip(here: Here, number: Number, form: Form = "", as_json: AsJson = False, output: Output = None) -> None:
    """Print or export the work slip of a ticket (维修工作单)."""
    form = "json" if as_json else form
    paper = make_slip(here.desk, number, printed=leaves_the_desk(form, output))
    give(here, paper, form, output)


@papers.command(_("Print the record of a complaint."))
def complaint(
    here: Here, number: Number, form: Form = "", as_json: AsJson = False, output: Output = None
) -> None:
    """Print or export the record of a complaint (客户投诉处理记录表, R192)."""
    paper = make_complaint(here.desk, number)
    give(here, paper, "json" if as_json else form, output)


@papers.command(_("List callbacks and their results; by default the last seven days."))
def callbacks(
    here: Here,
    first: From = "",
    last: To = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Print or export the record of callbacks (回访记录, R169); without days, of the last seven."""
    end = here.day(last) if last else today(here.desk)
    start = here.day(first) if first else end - timedelta(days=6)
    give(here, make_callbacks(here.desk, start, end), "json" if as_json else form, output)


@papers.command(_("Sign the callbacks of a week: the supervisor, then the director."), "sign-callbacks")
def sign_callbacks(
    here: Here,
    week: Annotated[str, option("--week", _("A day of the week; by default last week."), "DATE")] = "",
    as_json: AsJson = False,
) -> None:
    """Sign the record of a week's callbacks; the first signature freezes it (R169)."""
    kept = here.desk.callback_weeks.sign(here.day(week) if week else today(here.desk) - timedelta(days=7))
    zone, first = here.policy.site.zone, kept.week.first
    signed = [{"name": one.name, "at": iso(one.at, zone)} for one in kept.signatures]
    if as_json:
        print_json({"first": f"{first}", "hash": kept.hash, "signatures": signed})
        return
    names = listed(one.name for one in kept.signatures)
    say(_("Callbacks of the week of {day} signed by {names}.").format(day=first, names=names))


@papers.command(_("Deferred matters: reason, explanation, review and its result."))
def deferred(
    here: Here,
    first: From = "",
    last: To = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Print or export the register of deferred matters (暂缓事项登记表, R183, R170)."""
    paper = make_deferrals(here.desk, *days_of(here, first, last))
    give(here, paper, "json" if as_json else form, output)


@papers.command(_("Print the duty roster of one week (default: this week)."))
def roster(
    here: Here,
    week: Annotated[str, option("--week", _("A day of the week."), "DATE")] = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Print or export the roster of a week (值班表)."""
    paper = make_roster(here.desk, here.day(week) if week else today(here.desk))
    give(here, paper, "json" if as_json else form, output)
