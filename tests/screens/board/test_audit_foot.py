"""Foot of the board: the audit says that nothing fell through, or what did."""

from sqlalchemy import text

from storage.store import SqlStore
from tests.screens.conftest import Opened


async def test_the_foot_says_that_nothing_fell_through_and_then_what_did(desk: Opened) -> None:
    async with desk((80, 24)) as running:
        assert "fell through" not in running.text
        await running.tick()
        await running.tick(minutes=2)
        await running.until("nothing fell through (17 tickets)")
        store = running.store
        assert isinstance(store, SqlStore)
        with store.database.writing() as connection:
            far = "UPDATE ticket SET tell_at = 253370764800000000 WHERE state = 'on_hold'"
            connection.execute(text(far))
        await running.tick(minutes=6)
        seen = await running.until("FELL THROUGH:")
        assert "on no list" in seen
