"""Bare Textual app: header, table of forty rows, footer."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Footer, Header

ROWS = 40


class BareTable(App[None]):
    """Baseline of any board made from stock widgets."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "bell", "Log"), Binding("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Yield header, table, footer."""
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table before the first frame."""
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("No.", "Place", "Matter", "Who", "Status", "Clock")
        table.add_rows(
            (
                f"{row:03d}",
                f"3-2-{1200 + row}",
                "kitchen pipe leaking",
                "Engineering",
                "assigned",
                "in 12 min",
            )
            for row in range(1, ROWS + 1)
        )


if __name__ == "__main__":
    BareTable().run(mouse=False)
