"""People of the centre: units, staff, roles, rights, PINs."""
