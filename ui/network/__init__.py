"""Whether the network lets calls through."""
