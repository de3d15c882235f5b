"""Inspections of units and their sites: what was looked at, by whom, with what outcome, and signed by whom.

An inspection record is written once and truthfully (Reg. art. 38). It keeps the version of the
checklist then in force.
"""
