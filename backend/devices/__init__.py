"""The phones that officers work with: each holds a key that cannot leave it, and signs and numbers what is done on it.

A check or a record that a phone signed was made on that phone; a number that is missing names a record that was made
and never arrived. Who is signed in says who acts, the device says with what.
"""
