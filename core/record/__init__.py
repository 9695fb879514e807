"""Records: the base of all kinds of things that the desk keeps, except tickets."""
