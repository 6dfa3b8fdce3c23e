"""Exports: the small files that editions publish beside their texts, one module for each form.

Each is a function from entries of registers, mentions, letters and metadata to bytes; one that
would be empty is none.
"""
