"""Past: the board and a ticket as they stood at an instant; nothing can be written from there."""
