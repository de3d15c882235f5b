"""The rows of the matrix, room by room."""
