"""What a unit must put right before the police find it: certificates that end or have ended, guards without a photo, notices due.

Nothing here is entered. Each warning follows from what the other rooms hold, and is gone when its cause is; kept is only what
was found, so that a manager is told once, can set a warning aside for a while, and sees what was put right.
"""
