"""What the clinic's rules say about one visit."""
