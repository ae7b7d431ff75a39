"""The clinic's rules, applied to one visit."""
