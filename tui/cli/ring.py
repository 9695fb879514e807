"""Announce a call: for a telephone system, which waits until this is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.base.clock import system_clock
from core.base.text import mask_phone
from core.phone.rings import Ring, announce, end
from storage.phone import switchboard
from tui.cli.printing import print_json, say
from tui.files.settings import Options, load_settings


@dataclass
class Announced:
    """What the command line says of a call."""

    phone: str = ""
    line: str = ""
    ended: bool = False
    as_json: bool = False


def quickly(words: Sequence[str]) -> Announced | None:
    """The words after `ring` if all of them are as they should be; help and mistakes are typer's."""
    said, rest, phones = Announced(), list(words), []
    while rest:
        word = rest.pop(0)
        if word == "--ended":
            said.ended = True
        elif word == "--json":
            said.as_json = True
        elif word.startswith("--line="):
            said.line = word.partition("=")[2]
        elif word == "--line" and rest:
            said.line = rest.pop(0)
        elif word == "--":
            phones += rest
            break
        elif word.startswith("-"):
            return None
        else:
            phones.append(word)
    if len(phones) != 1:
        return None
    said.phone = phones[0]
    return said


def run(options: Options, said: Announced) -> int:
    """Let it ring, or stop, on every desk; prints the call's id.  Raises `DeskError`."""
    now = system_clock()
    with switchboard(load_settings(options).database) as board:
        if said.ended:
            rings = end(board, said.phone, said.line, now)
        else:
            rings = [announce(board, said.phone, said.line, now)]
    if said.as_json:
        documents = [_document(ring, now) for ring in rings]
        print_json(documents if said.ended else documents[0])
    else:
        for ring in rings:
            say(str(ring.id))
    return 0


def _document(ring: Ring, now: datetime) -> dict[str, Any]:
    return {
        "ring": ring.id,
        "phone": mask_phone(ring.phone) or None,
        "line": ring.line or None,
        "at": ring.at.isoformat(),
        "times": ring.times,
        "state": ring.state(now),
    }
