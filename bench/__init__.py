"""Measurements of what users wait for. ``make bench`` prints them as one table."""
