"""The staff side of booking, inside the Wagtail admin."""
