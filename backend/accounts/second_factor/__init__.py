"""The second factor: a passkey, or a code of an authenticator app, beside the password; and the recovery codes
on paper for the day the phone is lost. A passkey that knows its holder is also a sign-in of its own.
"""
