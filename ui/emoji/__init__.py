"""Emoji: their names in two languages, and the picker."""
