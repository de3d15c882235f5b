"""The narrow view that the public gets: whoever was shown a card, or told a number and a name, learns
whether the certificate is good, and nothing beyond what the card itself shows.
"""
