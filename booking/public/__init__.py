"""The pages of booking that clients see."""
