"""Test vectors that the server's tests and the browser's tests both read."""
