"""Notices: how their lines are broken."""

import re

from tests.screens.conftest import Opened, desk, desk_at_rest, estates

__all__ = ["desk", "desk_at_rest", "estates"]


async def test_no_line_of_a_notice_begins_with_a_full_stop_or_a_comma(desk: Opened) -> None:
    async with desk((80, 24), language="zh_CN") as running:
        for count in range(30, 40):
            said = f"{'泵' * count}，{'闸' * 38}。"
            running.app.tell(said)
            await running.until("泵" * 30)
            await running.settle()
            lines = re.findall(r"^ ([泵闸，。]+)", running.text, re.M)
            assert "".join(lines[-3:]).endswith(said[-39:])
            assert [line for line in lines if line[0] in "，。"] == []
