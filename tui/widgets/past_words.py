"""Words for a past instant: which one, and which of the two questions is answered."""

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.events.as_of import AsOf
from core.policy.sections import Site
from tui.i18n import _


def past_title(as_of: AsOf, site: Site) -> str:
    """Return the instant and the question, as the first words of whatever shows the past."""
    words = (
        N_("AS OF {time}: what had happened by then, with what was entered later")
        if as_of.happened
        else N_("AS OF {time}: what the desk knew by then")
    )
    return _(words).format(time=f"{site_time(as_of.at, site.zone):%Y-%m-%d %H:%M:%S}")
