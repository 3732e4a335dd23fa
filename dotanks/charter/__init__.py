"""What a team agrees with each other before it starts."""
