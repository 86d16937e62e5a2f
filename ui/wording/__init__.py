"""Codes, amounts and times as sentences in the user's language: the only place where they become words."""
