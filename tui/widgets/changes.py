"""Old and new values of an entry of the directory, as texts."""

from core.desk.facts import FieldChange
from core.events.fact import Fact


def changes_of(fact: Fact) -> tuple[FieldChange, ...]:
    """Return the old and new values that a fact keeps."""
    return getattr(fact, "changes", ())


def change_text(change: FieldChange, title: str) -> str:
    """Return one change as `field: old -> new`."""
    return f"{title}: {change.before or '-'} -> {change.after or '-'}"
