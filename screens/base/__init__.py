"""Parts that several screens share: forms and dialogs."""
