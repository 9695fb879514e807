"""`export`: the lists that `import` takes back unchanged."""

from tui.cli.command import Group
from tui.cli.context import Here
from tui.cli.output import Form, Output, give, leaves_the_desk
from tui.cli.words import AsJson
from tui.i18n import _
from tui.papers.making import make_people, make_units

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
