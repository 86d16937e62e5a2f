"""The window: widgets, models, delegates and wording. No SIP, no SQL, no money rules: those are services it is given."""
