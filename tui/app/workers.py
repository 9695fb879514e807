"""Background work started by a key."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


def starter(
    app: App[None], group: str, work: Callable[[], Coroutine[Any, Any, object]]
) -> Callable[[], object]:
    """Return a function that starts `work` in a worker of `group` without waiting for it."""
    return lambda: app.run_worker(work(), group=group)
