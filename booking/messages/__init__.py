"""What the clinic writes about visits: when, what and to whom."""
