"""What the database says about time, as the values that the engine asks for."""
