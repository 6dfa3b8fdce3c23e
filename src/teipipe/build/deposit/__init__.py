"""Deposits, composed: what is told of an edition, its package, its exports, and their way out."""
