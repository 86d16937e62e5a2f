"""The list of conversations, and our own status."""
