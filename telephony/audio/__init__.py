"""The sound card: the clock that drives the conference bridge. The only room that touches PortAudio; it knows nothing of SIP."""
