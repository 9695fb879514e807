"""Foundations: clock, text, errors, serialization, search by text and by pinyin."""
