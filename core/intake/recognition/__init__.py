"""Recognition of category and emergency in the words of a caller."""
