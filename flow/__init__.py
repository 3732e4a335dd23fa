"""The thread through all stages: steps that reach upwards, the trail of a problem, what waits for me. No tables."""
