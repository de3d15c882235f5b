"""What can stand against an entry of a guard file."""

from __future__ import annotations

from backend.errors import define

WithoutDocument = define("guard_file.without_document", 404, "No paper was handed in with this labour contract")
