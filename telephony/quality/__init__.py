"""How good a call sounds, estimated from what its packets tell. Pure: no engine, no clock."""
