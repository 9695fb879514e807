"""Category that the operator names in the line."""

from core.base.text import fold_case
from core.policy.model import Category, Policy

_INITIALS_ALONE = 3
"""Number of initials that name a category without `#`; fewer are too often a word."""


def named(text: str, policy: Policy) -> Category | None:
    """Return the category named after `#`: by code, name, initials, or a part that only one has."""
    word = fold_case(text)
    if found := policy.category_names.get(word) or policy.category_initials.get(word):
        return found
    if len(word) < 2:
        return None
    meant = {one.code: one for name, one in policy.category_names.items() if name.startswith(word)}
    meant = meant or {one.code: one for name, one in policy.category_names.items() if word in name}
    return next(iter(meant.values())) if len(meant) == 1 else None


def named_alone(word: str, policy: Policy) -> Category | None:
    """Return the category that a folded word means without `#`: a code with `_`, or initials."""
    if "_" in word:
        return policy.categories.get(word)
    return policy.category_initials.get(word) if len(word) >= _INITIALS_ALONE else None
