"""The proxy (RFC 3261 section 16): takes requests to where their users, dialogs or services are."""
