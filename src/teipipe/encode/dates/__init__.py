"""Dates: how they are written in a language, and the attributes that give their value."""
