"""Packages: what belongs to one, how it is written, and whether it is still what was packed."""
