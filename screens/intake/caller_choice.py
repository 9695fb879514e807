"""Choice of the caller among the people of a number or a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.base.i18n_marks import N_
from screens.intake.side import Beside, askable
from tui.i18n import _


class CallerChoice:
    """Next possible caller, put into the form with one key."""

    def __init__(
        self,
        beside: Callable[[], Beside],
        texts: Callable[[], Mapping[str, str]],
        put: Callable[[Mapping[str, str]], None],
    ) -> None:
        self._beside = beside
        self._texts = texts
        self._put = put

    def take_next(self) -> None:
        """Take the next of the possible callers, with the unit if the form has none."""
        known, texts = self._beside().known, self._texts()
        people = askable(known)
        if not people:
            return
        names = [contact.name for contact in people]
        now = texts["caller"]
        contact = people[(names.index(now) + 1) % len(names) if now in names else 0]
        homes = [one.unit.code for one in known.callers if one.contact == contact]
        unit = {"unit": homes[0]} if homes and not texts["unit"] else {}
        self._put({"caller": contact.name, **unit})

    def why_not(self) -> str | None:
        """Return the reason why there is no one to take; None if there is."""
        known = askable(self._beside().known)
        return None if known else _(N_("No one is listed for this number or unit."))
