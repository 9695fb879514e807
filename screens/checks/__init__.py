"""Daily checks: who has to ask how a ticket stands, who did, who missed it."""
