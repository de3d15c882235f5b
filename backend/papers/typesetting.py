"""Turn values into a PDF. The template is ours and the values stay values: text that somebody typed is never read as markup."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from backend.papers import fonts

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS = ["a-2a", "ua-1"]
"""For archives (ISO 19005-2, level A) and for screen readers (ISO 14289-1); typst refuses a file that is neither."""
_ONE_AT_A_TIME = threading.Lock()
"""Two at once need twice the memory and are no faster: the work is done by threads of its own."""
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")


@dataclass(frozen=True)
class Typeset:
    """A finished file."""

    pdf: bytes
    pages: int


def typeset(template: str, values: dict[str, Any], at: datetime) -> Typeset:
    """The paper as PDF/A; the same values and instant give the same bytes.

    template  a file of `templates`, without its ending
    values    what it prints: text, lists, and pictures as lists of bytes
    at        the file's date of creation
    Raises typst.TypstError for a fault in the template, never for a text.
    """
    import typst  # its library is large, and most processes never make a paper

    data = json.dumps({**values, "fonts": fonts.families()}, ensure_ascii=False)
    with _ONE_AT_A_TIME:
        compiler = typst.Compiler(
            input=str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=fonts.opened(),
            sys_inputs={"data": data},
            package_path=str(TEMPLATES),
            package_cache_path=str(TEMPLATES),
        )
        moment = at.replace(microsecond=0)  # a PDF tells no more, and typst takes no more
        pdf = cast(bytes, compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=moment))  # type: ignore[arg-type]
    return Typeset(pdf, pages_of(pdf))


def pages_of(pdf: bytes) -> int:
    """How many pages a file that was made here has, by its own metadata. Raises ValueError for another one."""
    found = _PAGES.search(pdf)
    if found is None:
        raise ValueError("not a file that was made here")
    return int(found[1])
