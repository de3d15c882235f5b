"""Faults in the middle: every write fails at each of its statements, and nothing of it stays."""
