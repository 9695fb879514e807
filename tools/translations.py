"""Catalogues of the program's texts: collecting, compiling and checking them."""

import ast
import io
import sys
from collections.abc import Container, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from core.base import errors
from tui.i18n import DOMAIN, LANGUAGES, LOCALE_DIR

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("core", "storage", "screens", "tui")
DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""Date in the header of all catalogues, so that a catalogue changes only when a text does."""

TRANSLATED = [code for code in LANGUAGES if code != "en"]
ERROR_NAMES = [
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.DeskError) and kind is not errors.BadEntry
]
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "C_": ((1, "c"), 2), "ngettext": (1, 2)}
KEYWORDS |= dict.fromkeys(ERROR_NAMES)
"""Calls whose first argument is a text for people; an error's `hint=` is marked with N_ itself, and
so is the text of a `BadEntry`, which comes behind the name of its field.
"""

Call = tuple[int, str, list[str | None], list[str]]
"""The line of a call, its name, its arguments that are texts, comments."""


def calls(file: IO[bytes], keywords: Container[str], _tags: object, options: object) -> Iterator[Call]:
    """Yield the calls that mark texts, as babel asks of an extractor.

    Its own misses a call in an f-string before Python 3.12, and one among the arguments of another.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            values = [getattr(argument, "value", None) for argument in node.args]
            if name in keywords and values:
                yield node.lineno, name, [one if isinstance(one, str) else None for one in values], []


def extracted() -> Catalog:
    """Return all texts of the four rooms, with the files that contain them."""
    found = Catalog(domain=DOMAIN)
    methods = [(f"{room}/**.py", "tools.translations:calls") for room in ROOMS]
    for file, line, text, _comments, context in extract_from_dir(ROOT, methods, keywords=KEYWORDS):
        found.add(text, locations=[(file, line)], context=context)
    return found


def po_file(language: str) -> Path:
    """Return the path of one language's texts."""
    return LOCALE_DIR / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """Return the catalogue on disk; an empty one for a new language."""
    path = po_file(language)
    if not path.exists():
        return Catalog(language, DOMAIN, creation_date=DATE, revision_date=DATE, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def compiled(catalog: Catalog) -> bytes:
    """Return the .mo file of `catalog`."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def update(language: str) -> None:
    """Bring the .po and .mo file of one language in step with the code.

    Nothing is guessed: a changed English text asks for a new translation.  A text that is no longer used
    is kept as obsolete; when it comes back, so does its translation.
    """
    catalog, path = read(language), po_file(language)
    for message in catalog.obsolete.values():
        catalog[message.id] = message
    catalog.obsolete.clear()
    catalog.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(read(language)))


def problems(language: str) -> Iterator[str]:
    """Yield the faults that keep one language from being complete and compiled."""
    catalog = read(language)
    for message in filter(_text, extracted()):
        if catalog.get(message.id, message.context) is None:
            yield f"not in the catalogue (make translations): {_text(message)!r}"
    for message in filter(_text, catalog):
        if message.fuzzy:
            yield f"marked fuzzy: {_text(message)!r}"
        elif not all(_forms(message.string)):
            yield f"untranslated: {_text(message)!r}"
        elif _fields(_forms(message.id)[-1]) != _fields(_forms(message.string)[-1]):
            yield f"other {{placeholders}} than the English text: {_text(message)!r}"
    compiled_file = po_file(language).with_suffix(".mo")
    if not compiled_file.exists() or compiled_file.read_bytes() != compiled(catalog):
        yield "the .mo file is not the compiled .po file (make translations)"


def check(language: str) -> bool:
    """Print the problems of one language; return True if there are none."""
    found = list(problems(language))
    for problem in found:
        print(f"{po_file(language).relative_to(ROOT)}: {problem}")
    return not found


def _text(message: Message) -> str:
    return _forms(message.id)[0]


def _forms(text: str | Sequence[str] | None) -> Sequence[str]:
    """Return a text as the list of its plural forms, the most general one last."""
    return (text,) if isinstance(text, str) else text or ("",)


def _fields(text: str) -> set[str]:
    """Return the names in braces; a text with stray braces is not a template and has none."""
    try:
        return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}
    except ValueError:
        return set()


def main(command: str) -> int:
    """Run `update` or `check` for all languages with a catalogue."""
    if command == "update":
        for language in TRANSLATED:
            update(language)
        return 0
    complete = [check(language) for language in TRANSLATED]
    return 0 if all(complete) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
