"""Who did what to whom, when and from where: one chain in which every change would show.

`record` is called by the act, in its transaction. The event gets its place in the chain just
before the commit, under a lock on the chain's head, so that two acts never take one place.
"""

from backend.audit.operations import record

__all__ = ["record"]
