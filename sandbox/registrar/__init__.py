"""Who may use the provider, and where its users are (RFC 3261 sections 10 and 22)."""
