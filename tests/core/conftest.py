"""What the tests of core share."""

from tests.core.office import office

__all__ = ["office"]
