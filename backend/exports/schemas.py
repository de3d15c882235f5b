"""What is said to ask for an export."""

from __future__ import annotations

from functools import cache

from marshmallow import fields

from backend.exports.lists import LISTS
from backend.exports.words import LANGUAGES
from backend.fields import Choice, Schema


@cache  # one schema a list, so that the API's document names it once
def export_of(name: str) -> type[Schema]:
    """The language of headings and words, and the filter of the list one is looking at."""
    shown = LISTS[name].filter
    return type(
        f"{shown.__name__.removesuffix('Filter')}ExportSchema",
        (Schema,),
        {
            "language": Choice(*LANGUAGES, load_default=LANGUAGES[0]),
            "filter": fields.Nested(shown, load_default=lambda: shown().load({})),
            "__doc__": f"An export of {name}.",
        },
    )
