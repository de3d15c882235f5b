"""What can stand in the way of a paper."""

from __future__ import annotations

from backend.errors import define

CodeEnded = define("paper.code_ended", 404, "This code opens no paper, or its time is over")
Damaged = define("paper.damaged", 503, "The file is not what it was when it was made; it is not handed out")
TooManyTries = define("paper.too_many", 429, "Too many questions; wait a little")
