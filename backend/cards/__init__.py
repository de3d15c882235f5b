"""Cards: the certificate in the hand (保安员证件). Drawn from the credential as it was signed, in the form its issuing
agency chose; printed one by one or by the thousand, each print written down; reprinted with a reason, which makes the
earlier card void; and shown on the holder's own phone.
"""
