"""The handbook and the library of real cases, loaded from `learning/content`."""
