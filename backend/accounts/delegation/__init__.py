"""A company delegates: a manager invites colleagues for the unit or a branch, with all of the rights or some of them, and
takes them back. Who works with the register has an account of his own, so that the audit names who did it.
"""
