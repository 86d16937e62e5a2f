"""The search over people, messages, SMS and calls."""
