"""Documents (文件) that a unit hands in: contracts, certificates of insurance, whatever proves a record.

A PDF is kept as it came, a picture is made anew from its pixels. What is kept is sealed, because a labour contract names a
person's identity number; only its digest and size are in the clear. A document is sent first and then named by the record that
it belongs to, so a name of a person's file never stands in an address. One that no record names goes after a day; one that
the law keeps (Reg. art. 21: a service contract until two years after its end) cannot be taken away before.
"""
