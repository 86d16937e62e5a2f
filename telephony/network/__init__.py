"""What the computer's network is and becomes: a leaf that imports nothing else of ours."""
