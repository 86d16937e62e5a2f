"""The tariff view: all prices of an account's provider, its free directions, and where the trial stands."""
