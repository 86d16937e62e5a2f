"""Money: what a call may cost, what it did cost, and the moment it must end."""
