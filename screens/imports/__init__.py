"""Imports: choosing a file, the preview."""
