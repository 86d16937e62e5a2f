"""Questions, the settings, the accounts, About."""
