"""What a search found, in the window's left column."""
