"""Files that come in parts over a poor link: a part that arrived is never sent again, wherever the phone goes on.

The phone chooses the id, and it is the picture's id for good: so a record can name its pictures, and be signed, before a
single byte of them has left the phone. What came so far lies in the database, where every host sees it.
"""
