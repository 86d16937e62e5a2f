"""The bodies of messages and of presence: bytes and text in, values out. A leaf: it imports nothing else of ours.

`reading.read_body` reads whatever came in; `sending` makes what goes out. Every reader is bounded (`encoding.MOST_BODY` bytes inflated,
`markup.MOST_DEPTH` levels, `markup.MOST_ELEMENTS` elements) and raises `BodyError` with its reason, or nothing else at all.
"""
