"""Texts broken into lines of a screen."""

import pytest
from rich.cells import cell_len

from tui.widgets.cells import together, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Ask Chen Jing, Liu", 14, ["Ask Chen Jing,", "Liu"]),
        ("可找：陈静、刘建国、赵志远。", 22, ["可找：陈静、刘建国、", "赵志远。"]),
        ("主管 03-11 08:00、管理处主任 03-12 08:00", 30, ["主管 03-11 08:00、", "管理处主任 03-12 08:00"]),
        ("已处理，请回访。", 6, ["已处", "理，请", "回访。"]),
        ("密", 1, ["密"]),
    ],
)
def test_a_line_ends_at_a_blank_or_after_a_chinese_comma(text: str, width: int, lines: list[str]) -> None:
    items = "、".join(map(together, text.split("、")))
    assert wrap(items if "、" in text else text, width, 3) == lines
    assert all(cell_len(line) <= max(width, 2) for line in wrap(text, width))
