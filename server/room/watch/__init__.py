"""What must not go unnoticed in a room."""
