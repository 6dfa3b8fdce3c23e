"""Reading a schema: from the XML syntax to patterns (the specification, 3 to 4 and 7)."""
