"""The hours that a member's own manager gives for a Do Tank."""
