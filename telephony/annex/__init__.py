"""More calls than pjsua2 was built for: a second process with a SIP stack of its own, the annex, whose calls are like any other.

`lines` is what the engine uses; `service` is what runs in the annex; `protocol` is what the two say to each other, `audio` how their
bridges hear each other.
"""
