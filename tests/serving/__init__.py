"""The real nginx before the real gunicorn."""
