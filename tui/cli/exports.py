"""`export`: the lists that `import` takes back unchanged."""

from tui.cli.command import Group
from tui.cli.context import Here
from tui.cli.output import Form, Output, give, leaves_the_desk
from tui.cli.reports import From, To, days_of
from tui.cli.words import AsJson
from tui.i18n import _
from tui.papers.making import make_journal, make_people, make_ticket_log, make_units

exports = Group()


@exports.command(_("The register of units with their contacts; a file has whole phone numbers."))
def units(here: Here, form: Form = "", as_json: AsJson = False, output: Output = None) -> None:
    """Print or export the units, as `import units` takes them."""
    form = "json" if as_json else form
    give(here, make_units(here.desk, printed=leaves_the_desk(form, output)), form, output)


@exports.command(_("The staff list; a file has whole phone numbers."))
def people(here: Here, form: Form = "", as_json: AsJson = False, output: Output = None) -> None:
    """Print or export the staff, as `import people` takes them."""
    form = "json" if as_json else form
    give(here, make_people(here.desk, printed=leaves_the_desk(form, output)), form, output)


@exports.command(_("The log of tickets, a row a step; by default all. A file has whole phone numbers."))
def tickets(
    here: Here,
    first: From = "",
    last: To = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Print or export the steps of the tickets reported on some days, as `import tickets` takes them."""
    form = "json" if as_json else form
    paper = make_ticket_log(here.desk, *days_of(here, first, last), printed=leaves_the_desk(form, output))
    give(here, paper, form, output)


@exports.command(
    _("The journal of the desk: sign-ins, exports, edits of the directory with old and new values.")
)
def journal(
    here: Here,
    first: From = "",
    last: To = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Print or export what was done at the desk on some days besides tickets (R022, R024)."""
    give(here, make_journal(here.desk, *days_of(here, first, last)), "json" if as_json else form, output)
