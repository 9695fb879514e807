"""Files of the program: settings, drafts, spreadsheets."""
