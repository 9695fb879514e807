"""The board: what it shows, in which order, and how it moves."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.screens.conftest import Opened

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_the_board(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        assert running.text == looks
