"""The hashes of the events are those that the first version of the program made of them."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.serialization import from_text, to_text
from core.events.fact import Undone
from core.events.stream import Event
from core.policy.urgency import Urgency
from core.ticket.acts.assign import Assigned
from core.ticket.acts.created import Created
from core.ticket.acts.defer import Deferred
from core.ticket.codes import RelayKind
from core.ticket.doubts import Doubt
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
        urgency=Urgency.URGENT,
        policy=1,
        description=NASTY,
        caller=Caller("王芳", "138 0013 8000", confidential=True),
        reported_at=NOW,
        logged_at=LATER,
        particulars=Particulars(
            received_at=NOW, relay=Relay(RelayKind.OTHER, NASTY, at=LATER), entered_late=True
        ),
    ),
    Assigned(department=NASTY, doubts=(Doubt.BUSY, Doubt.OFF_DUTY)),
    Deferred(reason=NASTY, review=date(2026, 4, 1)),
    Undone(step=2),
]
HASHES = [
    "a667bc2f97a4021d3d0e050966beead9b7772146d46d1db040d696831d446414",
    "88c8e7a2732135c6e84f50a9c36f0c3a45beafe4b1b5101bfd5b839987161af3",
    "8217a196dc2db3bce221025ccf1232462b59dd9ef7042cd3f9b82cc8359770a4",
    "960c7aa50137a55c7e7bd25f7054cd0ca711a7eecb83a654216772540253a4ba",
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
