"""Questions that take more than one run: comparisons, attributions, promises, sweeps."""
