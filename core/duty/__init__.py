"""Who is on duty, and whom to send (R031, R047, R120)."""
