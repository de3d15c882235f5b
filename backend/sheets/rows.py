"""Tell data from what stands around them: titles, repeated heads, totals, signatures, rows that only have a number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend.sheets.cells import Row, cell_of, is_blank, shown
from backend.sheets.fields import SERIAL_NAMES, heading
from backend.sheets.heads import Head

NUMBERS = ("identity_number", "certificate_number")
FEWEST_DIGITS = 6
"""A row with so many in the column of a number is somebody's, whatever else stands in it."""
_DIGIT = re.compile(r"\d")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总人数|合计人数|在岗人数|人数合计|total|subtotal|sum)(?:$|[:：\d（(人共\s])", re.IGNORECASE)
_FOOTER = re.compile(
    r"^(?:制表|填表|审核|审批|复核|负责人|经办人|填报|单位盖章|盖章|公章|日期|打印|备注[:：]|说明[:：]|注[:：]|preparedby|approvedby)",
    re.IGNORECASE,
)


class Sorter:
    """Says of each row whether it is data. Knows the head and what the columns are."""

    def __init__(self, head: Head, mapping: Mapping[int, str]) -> None:
        self._head, self._mapping = head, mapping
        self._numbers = [index for index, key in mapping.items() if key in NUMBERS]
        self._serials = {index for index, title in head.titles.items() if heading(title) in SERIAL_NAMES and index not in mapping}
        self._titles = {index: heading(title) for index, title in head.titles.items() if title}

    def why_left_out(self, row: Row) -> str | None:
        """None for data; else title, head, repeated_head, total, footer, section or numbered_only."""
        if row.number <= self._head.last:
            return "head" if row.number >= self._head.first > 0 else "title"
        if any(len(_DIGIT.findall(shown(cell_of(row, index)))) >= FEWEST_DIGITS for index in self._numbers):
            return None
        if self._repeats_head(row):
            return "repeated_head"
        texts = {index: "".join(shown(cell).split()) for index, cell in enumerate(row.cells) if not is_blank(cell)}
        if any(_TOTAL.match(text) for text in texts.values()):
            return "total"
        if any(_FOOTER.match(text) for text in texts.values()):
            return "footer"
        filled = [index for index, text in texts.items() if index not in self._serials or not text.strip(".").isdecimal()]
        if not filled:
            return "numbered_only"
        return "section" if len(filled) == 1 and len(self._mapping) > 2 and not self._has_name(row) else None

    def _repeats_head(self, row: Row) -> bool:
        same = sum(heading(shown(cell_of(row, index))) == title for index, title in self._titles.items())
        return same > 1 and same * 2 >= len(self._titles)

    def _has_name(self, row: Row) -> bool:
        return any(key == "name" and not is_blank(cell_of(row, index)) for index, key in self._mapping.items())
