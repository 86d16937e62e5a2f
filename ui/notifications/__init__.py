"""Notices in words, shown by the desktop, or by a small window of our own."""
