"""Roles for a period, and who stands in while somebody is away."""
