"""What can stand against a document."""

from __future__ import annotations

from backend.errors import define

Unusable = define("document.unusable", 422, "Only whole PDFs and JPEG, PNG or WebP pictures are kept")
Kept = define("document.kept", 409, "This document must be kept for a while yet")
Damaged = define("document.damaged", 503, "The file is not what it was when it was sent; it is not handed out")
