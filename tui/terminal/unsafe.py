"""Code points that must not reach a terminal: control, bidi and invisible ones."""

import re

from rich.cells import cell_len

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""C0, DEL, C1, line separators, bidi overrides and isolates, invisible and lone-surrogate code points."""


def harmless(text: str) -> str:
    """Return `text` with each unsafe code point replaced by `?`, in as many cells."""
    return UNSAFE.sub(lambda found: "?" * cell_len(found[0]), text)
