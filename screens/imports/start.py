"""Import of a list at the desk: file, preview, then all rows or none."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen

from core.imports.preview import LISTS, Preview, Wish
from screens.base.form_screen import FormScreen
from screens.imports.form import ImportForm, ImportPlan
from screens.imports.preview import PreviewScreen


def is_importing(screen: Screen[Any]) -> bool:
    """Return True if an import is open already."""
    if isinstance(screen, FormScreen):
        return isinstance(screen.form, ImportForm)
    return isinstance(screen, PreviewScreen)


async def import_list(app: App[Any], kind: str = "") -> Preview | None:
    """Ask for a file, show the preview and import it; return the result, or None if left.

    Called from a worker (`@work`).  `kind` is the list to begin with: units, people or roster.
    """
    wish, path, encoding = Wish(kind or LISTS[0]), "", ""
    while True:
        asked: ImportPlan | None = await app.push_screen_wait(FormScreen(ImportForm(wish, path, encoding)))
        if asked is None:
            return None
        done: Preview | None = await app.push_screen_wait(PreviewScreen(asked))
        if done is not None:
            return done
        wish, path, encoding = asked.wish, str(asked.path), asked.encoding
