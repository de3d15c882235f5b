"""Work that takes longer than a request: who asked for it, how far it is, what came of it.

The row in `jobs` is the truth. A courier (huey, on SQLite or Redis) only wakes a worker; a message lost or doubled
changes nothing, because a worker takes a job by a lease that one alone can hold, and every step it keeps is written
together with its checkpoint and only while the lease is its own. A worker that dies is followed by another, which
goes on from the last step that was kept.
"""
