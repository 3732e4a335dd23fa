"""Deciding together: dot votes, consent, choices, and what was decided and why."""
