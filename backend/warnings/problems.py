"""What can go wrong with a warning."""

from __future__ import annotations

from backend.errors import define

NotOpen = define("warning.not_open", 409, "What this warning is about has been put right already")
EndOutOfRange = define("warning.end_out_of_range", 422, "A warning can be set aside from tomorrow on for so long")
