"""What the tests build on: servers, factories and small helpers."""
