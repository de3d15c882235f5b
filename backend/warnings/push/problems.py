"""What can stand in the way of Web Push."""

from __future__ import annotations

from backend.errors import define

PushOff = define("push.off", 409, "Web Push is not switched on here")
ServiceNotAllowed = define("push.service_not_allowed", 422, "This browser's push service is not allowed here")
