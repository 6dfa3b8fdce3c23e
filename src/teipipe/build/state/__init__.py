"""State: what earlier builds left in `.teipipe/`, and whether it still holds."""
