"""Records: the base of every kind of thing that the desk keeps besides tickets."""
