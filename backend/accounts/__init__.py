"""The people who sign in: officers with their agency and police number, managers with their unit,
and the administrator who keeps the accounts and sees nothing of the guards.
"""
