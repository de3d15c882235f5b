"""What can stand in the way of an export."""

from __future__ import annotations

from backend.errors import define

TooMany = define("export.too_many", 409, "So many exports of this account are waiting or running that no more is begun")
NotReady = define("export.not_ready", 409, "There is no file yet")
Expired = define("export.expired", 410, "The file has expired and was deleted")
