"""Many desks that try PINs at once get no more tries than one."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from core.desk import sign_in
from core.desk.desk import Desk
from core.desk.facts import WrongPin
from core.desk.sign_in import PinRefused
from core.people.directory import Person
from storage.store import SqlStore
from tests.storage.examples import NOW


def test_desks_that_guess_at_once_share_their_tries(
    url: str, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "TIME", 1)
    monkeypatch.setattr(sign_in, "MEMORY", 8)
    with store.writing() as work:
        work.people.save_people([Person("001", "Anna")])
    Desk(store, "Anna", lambda: NOW).people.set_pin("001", "7531")

    def guess(pin: str) -> str:
        try:
            Desk(store, "Ben", lambda: NOW).people.check_pin("001", pin)
        except PinRefused as refused:
            return refused.message.split(".")[0]
        return "in"

    with ThreadPoolExecutor(4) as desks:
        said = list(desks.map(guess, ["0000", "1111", "2222", "3333", "7531"]))
    assert sorted(said) == ["Wrong PIN", *["Wrong PIN entered before"] * 4]
    with store.reading() as look:
        assert look.people.pins()["001"].tries == len(look.events.entries(WrongPin)) == 1
        assert "argon2" not in repr(look.people.pins())
