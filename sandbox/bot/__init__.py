"""Somebody to write to: what the bot understands, what it says, and how it behaves while it does."""
