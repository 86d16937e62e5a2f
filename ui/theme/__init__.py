"""Colours, spacing, radii and type: the one place that has literals of them."""
