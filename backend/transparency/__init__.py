"""The transparency log (docs/transparency.md): every issue and every later act on a certificate, and every step in the life of
a signing key, as one Merkle tree (RFC 9162) that can only grow.

Whoever keeps a signed checkpoint of it can prove that nothing before was changed, removed, inserted or dated back, without
trusting whoever runs the database. It holds salted hashes and nothing personal.
"""
