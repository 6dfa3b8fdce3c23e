"""Projects: what begins one, what runs it elsewhere, and what its registers are given."""
