"""The guard's electronic card: his own card on his own phone, fetched with a one-time code from the employer.

The holder has no account. What the phone may ask afterwards is how this one card stands, by a key that the phone made itself.
"""
