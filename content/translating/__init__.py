"""Translate words of rows in the admin, and see which are missing."""
