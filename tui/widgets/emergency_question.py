"""Questions about an emergency, as screens show them until answered: whether it is one, and where it is."""

from core.base.i18n_marks import N_
from core.policy.model import Policy
from core.ticket.reading import Reading
from tui.i18n import _, language, listed


def question(reading: Reading, policy: Policy, key: str) -> str:
    """Return the question: the key that answers it, the suspected category, the words that raise it."""
    suspected = policy.categories.get(reading.suspected)
    title = suspected.title(language()) if suspected else ""
    words = _(N_("{key} Emergency? {category} ({why})"))
    return words.format(key=key, category=title, why=listed(reading.why))


def placeless(key: str) -> str:
    """Return the question for the place of an emergency that has none: the key that fills it in."""
    return _(N_("{key} place? No one has said where it is.")).format(key=key)
