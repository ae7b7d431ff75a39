"""Messages about visits: when they are sent, what they say and to whom."""
