"""Imports: office spreadsheets read as entries of the directory, rosters and tickets."""
