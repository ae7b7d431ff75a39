"""Read schedule and booked time from the database as values for the engine."""
