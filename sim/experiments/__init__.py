"""Experiments: many runs laid side by side."""
