"""What can stand against a question about the log."""

from __future__ import annotations

from backend.errors import define

Empty = define("log.empty", 404, "The log has no checkpoint yet")
OutOfTree = define("log.out_of_tree", 422, "The log has no tree of that size, or the entry is not in it")
NotAFork = define("log.not_a_fork", 422, "These are not two checkpoints of this log of which one contradicts the other")
TooMany = define("log.too_many", 429, "Too many questions about the log; wait a little")
