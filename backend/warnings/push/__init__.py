"""Web Push: a phone or a desk is told that there are new warnings, also while the app is closed.

What is sent says how many and nothing else: it goes through a service of the browser's maker, which may be abroad. Without
`GANGWEI_PUSH_SERVICES` nothing is ever sent to anybody.
"""
