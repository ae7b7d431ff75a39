"""Uploaded pictures: what is accepted, what is stored, which sizes are made."""
