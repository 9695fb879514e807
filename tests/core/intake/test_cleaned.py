"""The door of a call: what people wrote is cleaned and cut, wherever in the intake it stands."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from core.intake.model import Intake, cleaned
from core.ticket.codes import RelayKind
from core.ticket.model import Caller, Original, Particulars, Relay

NASTY = "\x1b[31mred\u202e " + "x" * 9_000
CODES = {"category", "repeat_of", "unrelated_to", "unrelated_because"}
"""Texts that are looked up, and refused if they are unknown."""


def nasty(record: Any) -> Any:
    """The record with every text nasty."""
    return replace(record, **{name: NASTY for name, value in asdict(record).items() if value == ""})


def texts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text, also those of nested records."""
    for name, value in record.items():
        if isinstance(value, dict):
            yield from texts(value)
        elif isinstance(value, str):
            yield name, value


def test_every_text_of_an_intake_is_cleaned() -> None:
    noted = Particulars(relay=nasty(Relay(RelayKind.CONTROL_ROOM)), original=nasty(Original()))
    intake = nasty(Intake(caller=nasty(Caller()), particulars=nasty(noted)))
    kept = [(name, text) for name, text in texts(asdict(cleaned(intake))) if name not in CODES]
    assert len([text for _name, text in kept if "red" in text]) == 26
    assert [name for name, text in kept if not text.isprintable() or len(text) > 6_000] == []


def test_a_clean_intake_stays_as_it_is() -> None:
    intake = Intake(description="kitchen pipe leaking", caller=Caller("Mrs Zhao", "13800138000"))
    assert cleaned(intake) is intake
