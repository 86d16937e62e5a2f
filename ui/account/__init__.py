"""What is set for one account: its calls and its connection."""
