"""What the rectification notice says (M. arts. 40-41): as it was issued, whatever happened to it since."""

from __future__ import annotations

from typing import Any

from backend.clock import china_date
from backend.extensions import settings
from backend.inspections.models import Inspection
from backend.papers.record import officer_of
from backend.papers.wording import FULL_LAWS, article, day, lines, printable
from backend.rectification.models import RectificationItem, RectificationNotice

REMEDY = "如不服本决定，可以自收到本通知书之日起六十日内依法申请行政复议，或者在六个月内依法提起行政诉讼。"
"""Administrative Reconsideration Law art. 20, Administrative Litigation Law art. 46; from general knowledge, see docs/papers.md."""


def values_of(notice: RectificationNotice, inspection: Inspection) -> dict[str, Any]:
    """Everything that is printed but the code; `inspection` with all its parts."""
    due = day(notice.original_due_on)
    return {
        "number": printable(notice.number),
        "agency": printable(inspection.agency.name),
        "unit": printable(inspection.unit.name),
        "found": _found(inspection),
        "items": [_item(item, due) for item in notice.items],
        "order": (
            f"根据《保安服务管理条例》第三十八条的规定，责令你单位于{due}前改正上述问题，并将改正情况报告本机关；"
            "也可以通过岗卫系统逐项回复并申请复查。"
        ),
        "after": [
            f"本机关自改正期限届满或者收到复查申请之日起{settings().recheck_days}个工作日内复查。逾期不改正的，依法处理。",
            REMEDY,
        ],
        "officers": [officer_of(row) for row in inspection.officers],
        "day": day(china_date(notice.issued_at)),
    }


def _found(inspection: Inspection) -> str:
    place = inspection.site.name if inspection.site else ""
    where = f"（{printable(place)}）" if place else ""
    on = day(china_date(inspection.finished_at))
    return f"{on}，本机关对你单位{where}进行监督检查（检查记录编号：{printable(inspection.number)}），发现存在下列问题："


def _item(item: RectificationItem, due: str) -> dict[str, Any]:
    return {"text": lines(item.text, 18), "article": article(item.article, FULL_LAWS), "due": due}
