"""The presence agent (RFC 3856, RFC 3903, RFC 6665): who published what, who watches whom."""
