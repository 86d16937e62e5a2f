"""livekit, as far as telephony.audio uses it."""
