"""Commands of each kind of records, made from its description."""

from collections.abc import Iterator

from core.base.i18n_marks import N_
from tui.commands.command import Command
from tui.commands.moves import all_moves
from tui.features import FEATURES, NEXT_VIEW, PREVIOUS_VIEW, Feature

_SHARED = (
    ("find", N_("Find"), N_("Find"), N_("Narrows the list to the words that are typed."), True),
    (
        "paper",
        N_("Document"),
        N_("Document"),
        N_("One of them as a document: view, print or export."),
        False,
    ),
    ("papers", N_("List as a document"), N_("List"), N_("The list of the view as a document."), False),
    (NEXT_VIEW, N_("Next view"), N_("View"), N_("Steps through the views."), False),
    (PREVIOUS_VIEW, N_("Previous view"), N_("View back"), N_("Steps back through the views."), False),
    ("undo", N_("Undo"), N_("Undo"), N_("Takes back what was done in this list, the last first."), False),
    ("back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), True),
)


def _of(feature: Feature) -> Iterator[Command]:
    kind, key = feature.kind, feature.key
    for about in kind.acts:
        yield Command(key(about.name), about.title, about.short, about.help, footer=about.main)
    for view in kind.views:
        yield Command(key(view.name), view.title, view.title)
    for name, title, short, help_text, footer in _SHARED:
        yield Command(key(name), title, short, help_text, footer=footer)
    yield from all_moves(feature.context)


WAITING = (
    Command(
        "waiting.seen",
        N_("I have read it"),
        N_("Read"),
        N_("Confirms it, and shows the next one."),
        footer=True,
    ),
    Command(
        "waiting.later", N_("Later"), N_("Later"), N_("Shows the rest at the next sign-in."), footer=True
    ),
    *all_moves("waiting"),
)
"""Commands of the screen with waiting records."""

RECORDS = tuple(command for feature in FEATURES for command in _of(feature))
"""Commands of the lists of records, in the order of help and footer."""

APP_RECORDS = tuple(
    Command(feature.opens, feature.kind.plural, feature.kind.plural, feature.kind.help)
    for feature in FEATURES
)
"""Commands that open the lists, on all screens."""
