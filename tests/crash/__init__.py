"""Processes that are killed and disks that are full: what was acknowledged is there, once; what was not, is not half there."""
