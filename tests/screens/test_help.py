"""Help and palette on the board: the same table, with the legend of the marks."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.screens.conftest import Opened


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_its_look(desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str) -> None:
    async with desk(size, language) as running:
        await running.until("015")
        await running.do("app.help")
        assert running.text == looks(name="everything")
        await running.type("!!")
        assert running.text == looks(name="marks")
        await running.pilot.press("backspace", "backspace")
        await running.type("xyzzy")
        assert running.text == looks(name="nothing")
        await running.pilot.press("f9")
        await running.settle()
        assert running.text == looks(name="palette")
