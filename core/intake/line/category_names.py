"""Category that the operator names in the line."""

from core.base.text import fold_case
from core.policy.model import Category, Policy

_INITIALS_ALONE = 3
"""Number of initials that name a category without `#`; fewer are too often a word."""


def named(text: str, policy: Policy) -> Category | None:
    """Return the category named after `#`: by code, name, initials, or a part only one has."""
    word = fold_case(text)
    names, initials = policy.category_names, policy.category_initials
    if found := names.get(word) or initials.get(word):
        return found
    if len(word) < 2 and word.isascii():
        return None
    begun = [one for known in (names, initials) for name, one in known.items() if name.startswith(word)]
    for meant in (
        begun,
        (one for name, one in names.items() if word in name),
        (one for one in policy.categories.values() if any(own.startswith(word) for own in one.words)),
    ):
        if codes := {one.code for one in meant}:
            return policy.categories[codes.pop()] if len(codes) == 1 else None
    return None


def named_alone(word: str, policy: Policy) -> Category | None:
    """Return the category that a folded word means without `#`: a code with `_`, or initials."""
    if "_" in word:
        return policy.categories.get(word)
    return policy.category_initials.get(word) if len(word) >= _INITIALS_ALONE else None
