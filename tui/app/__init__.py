"""The running program: the app and its parts."""
