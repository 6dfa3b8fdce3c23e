"""Encoding, composed: documents of a project encoded and proven, suggestions made and accepted."""
