"""The draft of a dialog: once its act is done, a key just before it brings nothing back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from screens.base.draft_keeper import FormDraft
from screens.base.forms import Entry
from tui.files.drafts import Drafts


def test_a_write_that_comes_after_the_act_keeps_nothing(tmp_path: Path) -> None:
    drafts, writes, field = Drafts(tmp_path, "wang"), list[Callable[[], None]](), SimpleNamespace(value="")

    def add(write: Callable[[], None]) -> Callable[[], None]:
        writes.append(write)
        return lambda: None

    host: Any = SimpleNamespace(
        identity=SimpleNamespace(drafts=drafts),
        savers=SimpleNamespace(add=add),
        now=lambda: datetime.now(UTC),
    )
    screen: Any = SimpleNamespace(host=host)
    fields: Any = {"outcome": field}
    draft = FormDraft(screen, "handle 001", [Entry("outcome", "What was done")], fields, print)
    draft.begin()
    (write,) = writes
    field.value = "seal replaced"
    draft.forget()
    write()
    assert list(tmp_path.rglob("draft-*")) == []

    again = FormDraft(screen, "handle 002", [Entry("outcome", "What was done")], fields, print)
    again.begin()
    writes[-1]()
    assert len(list(tmp_path.rglob("draft-*.json"))) == 1
