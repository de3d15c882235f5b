"""The keys of cards and lists before the administrator, and the published lists before everybody.

Planning, rotation and the emergency itself are acts of `backend.certificates.keys`.
"""
