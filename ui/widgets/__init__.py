"""Small widgets that the rooms are made of; they know roles and words, and nothing of calls."""
