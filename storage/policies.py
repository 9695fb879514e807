"""Policies of the centre in SQL."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    func,
    insert,
    select,
)

from core.base.clock import to_micros
from core.policy.model import Policy, parse_policy
from storage import tables
from storage.transaction import Transaction

_POLICIES = select(tables.policy.c.version, tables.policy.c.text).order_by(tables.policy.c.version)


class SqlPolicies:
    """Policies in the database (`core.policy.ports.PoliciesWriting`)."""

    def __init__(self, opened: Transaction) -> None:
        self._open = opened

    def all(self) -> tuple[Policy, ...]:
        """Return the policies of the centre, the one in force last; read again only after a change."""
        mark, policies = self._open.memory.policies
        if mark != self._open.stand.policies:
            found = self._open.connection.execute(_POLICIES)
            policies = tuple(replace(parse_policy(rules), version=version) for version, rules in found)
            self._open.memory.policies = (self._open.stand.policies, policies)
        return policies

    def in_force(self) -> Policy:
        """Return the newest policy."""
        return self.all()[-1]

    def save(self, text: str, at: datetime, by: str) -> int:
        """Store the policy as the newest and return its version."""
        newest = self._open.connection.scalar(select(func.max(tables.policy.c.version))) or 0
        row = {"version": newest + 1, "text": text, "at": to_micros(at), "by": by}
        self._open.connection.execute(insert(tables.policy), row)
        self._open.mark("policies")
        return newest + 1
