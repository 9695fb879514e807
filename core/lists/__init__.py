"""Lists and logs as other people keep them: reading, judging and taking them over."""
