"""Every kind of records."""

from core.base.errors import NotFound
from core.base.i18n_marks import N_
from core.notices.table import BULLETIN
from core.record.kind import Kind

KINDS: tuple[Kind, ...] = (BULLETIN,)
"""In the order in which help, menus and the command line list them."""


def kind_of(name: str) -> Kind:
    """Return the kind of that name; raise `NotFound`."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise NotFound(N_("There is no kind of record “{name}”."), name=name)
