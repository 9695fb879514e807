"""Foot of the board: the audit says that nothing fell through, or what did."""

from datetime import timedelta

from sqlalchemy import text

from core.desk.desk import Desk
from core.notices.table import BULLETIN
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


async def test_a_running_desk_logs_a_notice_that_has_expired(desk: Opened) -> None:
    async with desk((120, 40)) as running:
        await running.tick()
        await running.tick(minutes=2)
        await running.until("nothing fell through (17 tickets)")
        then = running.app.desk.now() - timedelta(days=2)
        said = {"title": "Water off", "text": "Today.", "until": then.date(), "boards": "lobby 3-1"}
        chief = Desk(running.store, "Chen Jing", lambda: then)
        chief.records.new(BULLETIN, said)
        await running.tick(minutes=6)
        await running.until("nothing fell through (18 tickets)")
        assert "lobby 3-1" in await running.until("take down “Water off”")
