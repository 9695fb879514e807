"""Catalogues of the program's texts: collecting, compiling and checking them."""

import ast
import io
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

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
    if isinstance(kind, type) and issubclass(kind, errors.DeskError)
]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)} | dict.fromkeys(ERROR_NAMES)
"""Calls whose first argument is a text for people; an error's `hint=` is marked with N_ itself."""


def extracted() -> Catalog:
    """Return all texts of the four rooms, with the files that contain them."""
    found = Catalog(domain=DOMAIN, charset="utf-8")
    for room in ROOMS:
        for file, _line, text, comments, context in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("L10N:",)
        ):
            found.add(text, locations=[(f"{room}/{file}", 0)], auto_comments=comments, context=context)
        for path in sorted((ROOT / room).rglob("*.py")):
            for text in in_f_strings(path.read_text(encoding="utf-8")):
                found.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return found


def in_f_strings(source: str) -> Iterator[str]:
    """Yield the texts marked inside f-strings, where babel does not look before Python 3.12."""
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    for call in (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)):
        marked = isinstance(call.func, ast.Name) and call.func.id == "N_"
        if marked and call.args and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)


def po_file(language: str) -> Path:
    """Return the path of one language's texts."""
    return LOCALE_DIR / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """Return the catalogue on disk; an empty one for a new language."""
    path = po_file(language)
    if not path.exists():
        return merged(Catalog(locale=language), Catalog())
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def compiled(catalog: Catalog) -> bytes:
    """Return the .mo file of `catalog`."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def merged(old: Catalog, found: Catalog) -> Catalog:
    """Return `old` with exactly the texts of `found`; texts no longer used are kept as obsolete.

    Nothing is guessed: a changed English text asks for a new translation.
    """
    new = Catalog(
        locale=old.locale,
        domain=DOMAIN,
        header_comment="# The texts of dutydesk. `make translations` brings this file in step with the code.",
        project="dutydesk",
        version="0",
        msgid_bugs_address="none",
        last_translator="dutydesk contributors",
        language_team="dutydesk contributors",
        creation_date=DATE,
        revision_date=DATE,
        fuzzy=False,
    )
    for message in _messages(found):
        before = old.get(message.id) or old.obsolete.get(_key(message))
        kept = before.string if before and before.pluralizable == message.pluralizable else None
        new.add(message.id, kept, locations=_files(message), auto_comments=message.auto_comments)
    known = [*_messages(old), *old.obsolete.values()]
    new.obsolete.update(
        {_key(message): message for message in known if message.string and message.id not in new}
    )
    return new


def update(language: str) -> None:
    """Bring one language's .po and .mo in step with the code."""
    catalog = merged(read(language), extracted())
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(read(language)))


def problems(language: str) -> Iterator[str]:
    """Yield the faults that keep one language from being complete and compiled."""
    catalog = read(language)
    for message in _messages(extracted()):
        if message.id not in catalog:
            yield f"not in the catalogue (make translations): {_key(message)!r}"
    for message in _messages(catalog):
        if message.fuzzy:
            yield f"marked fuzzy: {_key(message)!r}"
        elif not all(_forms(message.string)):
            yield f"untranslated: {_key(message)!r}"
        elif _fields(_forms(message.id)[-1]) != _fields(_forms(message.string)[-1]):
            yield f"other {{placeholders}} than the English text: {_key(message)!r}"
    compiled_file = po_file(language).with_suffix(".mo")
    if not compiled_file.exists() or compiled_file.read_bytes() != compiled(catalog):
        yield "the .mo file is not the compiled .po file (make translations)"


def check(language: str) -> bool:
    """Print the problems of one language; return True if there are none."""
    found = list(problems(language))
    for problem in found:
        print(f"{po_file(language).relative_to(ROOT)}: {problem}")
    return not found


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _files(message: Message) -> list[tuple[str, int]]:
    return sorted({(file, 0) for file, _line in message.locations})


def _key(message: Message) -> str:
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
