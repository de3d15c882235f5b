"""How each officer stands for a record: a visit has two or more (M. art. 40), and each says so with a device of his own.

One writes and sends the record. The others confirm on site, phone to phone and without network, or later in the app. A
confirmation is signed by the device and may reach the register before its record does.
"""
