"""SIP itself (RFC 3261): messages, transports, transactions, digest. Knows nothing of users, money or media."""
