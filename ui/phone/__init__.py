"""The phone: number field, pad, price, account, sliders; during a call it becomes the call."""
