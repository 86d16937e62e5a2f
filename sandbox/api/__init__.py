"""The HTTP/JSON side: what a client asks a provider for besides calls."""
