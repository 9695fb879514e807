"""`report`: the figures of a period, the register of feedback, the list of originals."""

from datetime import date
from typing import Annotated

from tui.cli.command import Group, Misused
from tui.cli.context import Here
from tui.cli.filters import Channel, Kind
from tui.cli.output import Form, Output, give
from tui.cli.words import AsJson, option
from tui.i18n import _
from tui.papers.making import make_opinions, make_originals, make_report, today
from tui.papers.paper import LONG_AGO

reports = Group()

From = Annotated[str, option("--from", _("The first day."), "DATE")]
To = Annotated[str, option("--to", _("The last day, included."), "DATE")]


@reports.without_command
def somedays_of(
    here: Here,
    first: From = "",
    last: To = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Print or export the figures of a period: `report --from D --to D`."""
    if not first:
        raise Misused(_("Choose a report: report day, or report --from DATE --to DATE."))
    start = here.day(first)
    _report(here, start, here.day(last) if last else start, "json" if as_json else form, output)


@reports.command(_("Figures for one site day (default: today)."), "day")
def one_day(
    here: Here,
    period: Annotated[str, option("--period", _("Which day."), "DATE", short="--day")] = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Print or export the figures of one site day (§17, daily)."""
    day = here.day(period) if period else today(here.desk)
    _report(here, day, day, "json" if as_json else form, output)


def _report(here: Here, first: date, last: date, form: str, output: Output) -> None:
    give(here, make_report(here.desk, first, last), form, output)


@reports.command(_("Feedback register: complaints, suggestions, requests, questions."), "opinions")
def register_of_opinions(
    here: Here,
    first: From = "",
    last: To = "",
    kind: Kind = "",
    channel: Channel = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Print or export the register of feedback from all channels (R030, R097, R105, R106)."""
    way = here.channel(channel, dropped=True)
    paper = make_opinions(here.desk, *days_of(here, first, last), kind=kind, channel=way)
    give(here, paper, "json" if as_json else form, output)


@reports.command(_("Originals received: where each is kept, by whom and until when."), "originals")
def originals_kept(
    here: Here,
    first: From = "",
    last: To = "",
    form: Form = "",
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Print or export the list of paper originals (R098)."""
    paper = make_originals(here.desk, *days_of(here, first, last))
    give(here, paper, "json" if as_json else form, output)


def days_of(here: Here, first: str, last: str) -> tuple[date, date]:
    """Return the first and the last day asked for; without them, all days up to today."""
    return here.day(first) if first else LONG_AGO, here.day(last) if last else today(here.desk)
