"""Recordings of calls as files that outlive a crash: a leaf that imports nothing else of ours but `telephony.calling`'s forms."""
