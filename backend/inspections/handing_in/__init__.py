"""Records that their own phone cannot send: exported into a file that only the server can read, and brought by any officer."""
