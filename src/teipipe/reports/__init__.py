"""Reports: one module for each form in which findings and ledgers are handed on."""
