"""Guard certificates (保安员证): issued by a city's police to who passed its examination, and suspended, revoked,
cancelled or replaced by it (Reg. arts. 16, 17, 45).

Each carries a signed credential that a phone verifies without a network.
"""
