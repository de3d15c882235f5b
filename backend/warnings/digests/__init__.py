"""The daily digest: once a day, at the hour a manager chose, how many warnings wait, by e-mail.

It names nobody: kinds and numbers, and where to look. Without a mail server (`GANGWEI_SMTP_URL`) each day's digests are appended to a
file in the data folder, for an operator who has his own way of sending them.
"""
