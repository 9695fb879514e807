"""The watch of the desk, its sheet, and how both are handed over (§16)."""
