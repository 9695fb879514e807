"""Running program: the app and its parts."""
