"""Names that tickets have from other versions of the policy."""

from collections.abc import Iterable
from dataclasses import replace

from core.policy.model import Policy


def naming(policy: Policy, others: Iterable[Policy]) -> Policy:
    """Return `policy`, which also knows the channels that only `others` list, by their newest names."""
    newest = sorted(others, key=lambda rules: rules.version)
    listed = {code: one for rules in newest for code, one in rules.channels.items()}
    dropped = tuple(one for code, one in listed.items() if code not in policy.channels)
    return replace(policy, dropped_channels=dropped)
