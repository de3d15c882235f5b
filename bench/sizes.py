"""How much a phone must fetch before the first screen works."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from bench.rows import Row

DIST = Path(__file__).resolve().parent.parent / "pwa" / "dist"

# The same pages built with Vue and own CSS, and the public page without a framework,
# in a trial of six stacks before this project began.
REFERENCES = {"app": 41.0, "public": 2.7}
AIMS = {"app": 70.0, "public": 12.0}

PUBLIC_ENTRY, CARD_CHECK = "lookup.html", "lookup/card.ts"


def rows() -> list[Row]:
    """Size of the public page in KB (1,000 bytes) under gzip, each file compressed by itself as a server does."""
    manifest = json.loads((DIST / ".vite" / "manifest.json").read_text())
    public = files_of(manifest, [PUBLIC_ENTRY]) | {PUBLIC_ENTRY}
    card = public | files_of(manifest, [CARD_CHECK])
    return [
        Row("public page, HTML + JS + CSS, gzip", _kilobytes(public), "KB", AIMS["public"], REFERENCES["public"]),
        Row("public page opened by a card, with what checks its signature, gzip", _kilobytes(card), "KB"),
    ]


def files_of(manifest: dict, keys: list[str]) -> set[str]:
    """Scripts and styles that load with these entries: themselves and all they import at once."""
    waiting, seen, files = list(keys), set(), set()
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        entry = manifest[key]
        files |= {entry["file"], *entry.get("css", [])}
        waiting += entry.get("imports", [])
    return files


def _kilobytes(files: set[str]) -> float:
    return round(sum(len(gzip.compress((DIST / file).read_bytes(), 6)) for file in files) / 1000, 1)
