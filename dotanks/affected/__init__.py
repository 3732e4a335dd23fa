"""The groups that a team's work affects, and who speaks for them in it."""
