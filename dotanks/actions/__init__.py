"""Every change to a Do Tank: forming the team, working, proposing."""
