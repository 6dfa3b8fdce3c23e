"""Adding: new markup goes into a file that somebody edited, and no byte of it changes."""
