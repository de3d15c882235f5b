"""Many certificates at once: a company that takes over a site, or a client who is sent a list of guards, asks about up to 5,000
numbers and learns of each whether it is valid today, as the public page would tell it; and may keep the list under watch.
"""
