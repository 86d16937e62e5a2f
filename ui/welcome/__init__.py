"""The first start, signing in, and the password that no keyring had."""
