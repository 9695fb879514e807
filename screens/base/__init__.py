"""Parts common to several screens: forms, lists, dialogs."""
