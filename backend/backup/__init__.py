"""Backups: one encrypted file that holds the database, the pictures and the keys, and the way back.

A backup is a snapshot: the database as it was at one instant, while everybody went on working. The way back reads the
whole file before it touches anything, builds a new database beside the present one, proves it, and only then puts it
in its place.
"""
