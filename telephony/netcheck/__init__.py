"""Whether a network lets calls through: names, SIP by each transport, the kind of NAT. Pure Python, no engine."""
