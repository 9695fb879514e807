"""How the acts on records of docs/rights.md are tried, for every kind alike."""

from collections.abc import Mapping
from functools import partial

from core.base.questions import questions
from core.desk.desk import Desk
from core.record.act import act_class
from core.record.kind import NEW, Kind
from tests.rights_cases import Do
from tui.features import FEATURES, Feature

FURTHER: Mapping[str, tuple[str, Mapping[str, object]]] = {"bulletin_read_for": ("read", {"person": "Deng"})}
"""The answers that take a further right inside an act."""


def said(kind: Kind, act: str) -> dict[str, object]:
    """What must be said: a word of everything."""
    return {one.name: "something" for one in questions(act_class(kind, act)) if one.required}


def made(kind: Kind, desk: Desk) -> str:
    """A record that another person has made."""
    return Desk(desk.session.store, "Chief", desk.clock).records.new(kind, said(kind, NEW)).number


def look(kind: Kind, desk: Desk, _number: str) -> None:
    desk.records.card(kind, made(kind, desk))
    desk.records.find(kind)


def new(kind: Kind, desk: Desk, _number: str) -> None:
    desk.records.new(kind, said(kind, NEW))


def act(kind: Kind, name: str, more: Mapping[str, object], desk: Desk, _number: str) -> None:
    chief = Desk(desk.session.store, "Chief", desk.clock)
    chief.records.new(kind, said(kind, NEW))
    number = chief.records.find(kind).records[0].number
    desk.records.act(
        kind, number, name, more or (said(kind, name) if name != "amend" else {"title": "other"})
    )


def undo(feature: Feature, desk: Desk, _number: str) -> None:
    kind, name = feature.kind, feature.easiest.name
    number = made(kind, desk)
    desk.records.act(kind, number, name, said(kind, name))
    desk.records.undo(kind, number)


def export(paper: str, desk: Desk, number: str) -> None:
    desk.exports.exported(paper, "md", number)


def cases() -> dict[str, Do]:
    """Every row of every kind."""
    found: dict[str, Do] = {}
    for feature in FEATURES:
        kind, name = feature.kind, feature.kind.name
        found |= {f"look_{kind.context}": partial(look, kind), f"{name}_undo": partial(undo, feature)}
        found |= {
            f"{name}_export": partial(export, name),
            f"{kind.context}_export": partial(export, kind.context),
        }
        for about in kind.acts:
            run = partial(new, kind) if about.name == NEW else partial(act, kind, about.name, {})
            found[f"{name}_{about.name}"] = run
            for further in about.further:
                doing, answers = FURTHER[f"{name}_{further}"]
                found[f"{name}_{further}"] = partial(act, kind, doing, answers)
    return found


RECORD_ACTS = cases()
