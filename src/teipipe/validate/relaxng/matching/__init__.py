"""Matching: patterns, what they leave to be matched, and the automaton made of that."""
