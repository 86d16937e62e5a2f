"""Devices, their tests, and what is done to the sound."""
