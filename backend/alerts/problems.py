"""What can go wrong with an alert."""

from __future__ import annotations

from backend.errors import define

AlreadySettled = define("alert.already_settled", 409, "This alert is settled already")
