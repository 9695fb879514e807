"""The hashes of the events are those that the first version of the program made of them."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.serialization import from_text, to_text
from core.events.fact import Undone
from core.events.stream import Event
from core.ticket.acts.assign import Assigned
from core.ticket.acts.created import Created
from core.ticket.acts.defer import Deferred
from core.ticket.model import Caller, Particulars, Relay
from core.ticket.numbers import stream_of
from storage import codec

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 9, 0, 7, 120, tzinfo=UTC)
NASTY = "a\"b\\c/\b\f\n\r\t\x00\x1f\x7f\u2028 厨房漏水 😀 <&>' "
FACTS = [
    Created(
        number="260302-001",
        category="pipe_leak",
        urgency="urgent",
        policy=1,
        description=NASTY,
        caller=Caller("王芳", "138 0013 8000", confidential=True),
        reported_at=NOW,
        logged_at=LATER,
        particulars=Particulars(received_at=NOW, relay=Relay("other", NASTY, at=LATER), entered_late=True),
    ),
    Assigned(department="engineering", doubts=("skill", NASTY)),
    Deferred(reason=NASTY, review=date(2026, 4, 1)),
    Undone(step=2),
]
HASHES = [
    "a667bc2f97a4021d3d0e050966beead9b7772146d46d1db040d696831d446414",
    "04f66882c3e97d51ead9d3140f9e2c98b0b328f386edfe5240d8089a44544e26",
    "fe46f63278735e599319435133dfb5a92648d2e64cec373c2d86a26a95ac91fc",
    "4a9b560338fbe7ad245bca10126f72b075454d80656743bff31f32be1c8c0764",
]
"""Made of `FACTS` by version 0.1.0, with json.dumps."""


def test_the_same_events_have_the_same_hashes_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda count: "5a" * count)
    previous, rows = codec.START, []
    for place, fact in enumerate(FACTS, 1):
        event = Event(place, place, NOW, LATER, "陈静", fact)
        rows.append(codec.event_values(event, place, stream_of("260302-001"), previous))
        previous = rows[-1]["hash"]
    assert [row["hash"] for row in rows] == HASHES
    assert [codec.event_from(row).fact for row in rows] == FACTS


words = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | words,
    lambda inner: st.lists(inner) | st.dictionaries(words, inner),
)


@given(plain)
def test_a_text_is_what_json_writes(value: object) -> None:
    assert to_text(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    ordered = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert to_text(value, in_order=True) == ordered
    assert from_text(object, to_text(value)) == value
