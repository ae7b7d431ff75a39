"""Pictures on their way in: what is accepted, what is stored, which sizes are made."""
