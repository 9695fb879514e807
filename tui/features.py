"""Features of the program that are made from a description, one for each kind of records.

The palette, the menus, the key contexts, the command-line group, the papers and the rows of
docs/rights.md of such a feature all come from here; no other module names a kind.
"""

from collections.abc import Iterator
from typing import NamedTuple

from core.desk.kinds import KINDS
from core.people.roles import ROLE_NAMES, Actor
from core.record.kind import NEW, About, Kind

NEXT_VIEW, PREVIOUS_VIEW = "next_view", "previous_view"


class RightsRow(NamedTuple):
    """Row of docs/rights.md: an act, its commands and keys, and the lowest role that may do it."""

    act: str
    what: str
    commands: tuple[str, ...]
    keys: tuple[str, ...]
    role: str

    @property
    def text(self) -> str:
        """Return the row as on the page, without its outer bars."""
        named = (" ".join(f"`{name}`" for name in names) for names in (self.commands, self.keys))
        may = ("yes" if Actor(role, role).may(self.role) else "-" for role in ROLE_NAMES)
        return " | ".join([self.act, self.what, *named, *may])


class Feature(NamedTuple):
    """Feature made from a kind of records."""

    kind: Kind

    @property
    def context(self) -> str:
        """Return the context of its keys, which is that of its list."""
        return self.kind.context

    @property
    def opens(self) -> str:
        """Return the id of the command that opens its list."""
        return f"app.{self.context}"

    def key(self, name: str) -> str:
        """Return the id of a command of its list."""
        return f"{self.context}.{name}"

    @property
    def easiest(self) -> About:
        """Return the act on a record that the most roles may do; who may do none has no step to undo."""
        acts = (about for about in self.kind.acts if about.name != NEW)
        rank = [*ROLE_NAMES]
        return min(acts, key=lambda about: rank.index(about.role), default=self.kind.about(NEW))

    @property
    def rights(self) -> Iterator[RightsRow]:
        """Yield the rows of docs/rights.md."""
        kind, name = self.kind, self.kind.name
        views = (self.key(view.name) for view in kind.views)
        looking = ("find", "paper", "papers", NEXT_VIEW, PREVIOUS_VIEW, "back")
        seen = (self.opens, *views, *map(self.key, looking))
        yield RightsRow(
            f"look_{self.context}", f"See: {kind.plural}", (f"{name} list", f"{name} show"), seen, "read_only"
        )
        for about in kind.acts:
            act = f"{name}_{about.name}"
            yield RightsRow(act, about.title, (f"{name} {about.name}",), (self.key(about.name),), about.role)
            for further, right in about.further.items():
                yield RightsRow(f"{name}_{further}", right.title, (), (), right.role)
        undo = "Take back one's own last step, within the time for corrections"
        yield RightsRow(f"{name}_undo", undo, (f"{name} undo",), (self.key("undo"),), self.easiest.role)
        yield RightsRow(f"{name}_export", "Write one to a file", (f"{name} export",), (), "operator")
        yield RightsRow(
            f"{self.context}_export", "Write the list to a file", (f"{name} export",), (), "supervisor"
        )


FEATURES = tuple(map(Feature, KINDS))
"""Features, in the order of help and menus."""

CONTEXTS = {feature.context: feature.kind.plural for feature in FEATURES}
"""Contexts of the keys with their headings."""
