"""A made-up Guangdong to try the system with: units, guards, certificates, rosters and visits.

Nobody in it exists. Everything but passwords and keys follows from a seed, so two loads on one day are
alike. It stands beside the domains, reads and writes all of them, and none of them imports it.
"""
