"""Papers: how many a core makes in a second beside bare typst on the same template, and what memory a process takes by it.

python -m bench.papers
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import typst
from PIL import Image, ImageDraw

from backend.papers import codes, fonts
from backend.papers.typesetting import STANDARDS, TEMPLATES, typeset
from backend.papers.wording import OUTCOMES, PRESENCES, RESULTS, article, lines, printable
from bench.rows import Row

PAPERS, ROUNDS = 20, 5
AIM_SHARE = 0.8
"""Of what bare typst makes in the same time."""
WARM, MANY = 5, 300
"""Papers before and after which the memory is looked at."""
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def rows() -> list[Row]:
    """Papers per second and core beside bare typst; a paper with 2,000 guards; the memory of a process that makes many."""
    papers = [_values(number) for number in range(PAPERS)]
    ours, bare = _side_by_side(papers, _ours, _bare)
    long = _values(0, 2000)
    began = time.process_time()
    pages = typeset("record", long, AT).pages
    took = time.process_time() - began
    before, first, last = _memory()
    return [
        Row("inspection records as PDF/A", round(ours, 1), "a second and core", round(AIM_SHARE * bare, 1), round(bare, 1), True),
        Row(f"a record of 2,000 guards, {pages} pages", round(took, 2), "s of CPU"),
        Row("memory that the first papers take of a process", round(first - before, 1), "MB"),
        Row(f"memory that {MANY} papers take of a process", round(last - before, 1), "MB"),
    ]


def _ours(values: dict[str, Any]) -> None:
    """Text that is made printable, too: bare typst gets it as it is."""
    typeset("record", {**values, "findings": lines("\n".join(values["findings"]))}, AT)


def _bare(values: dict[str, Any]) -> None:
    data = json.dumps({**values, "fonts": fonts.families()}, ensure_ascii=False)
    template = TEMPLATES / "record.typ"
    typst.compile(
        str(template), root=str(TEMPLATES), font_paths=fonts.opened(), sys_inputs={"data": data}, pdf_standards=STANDARDS, timestamp=AT
    )  # type: ignore[call-overload]


def _side_by_side(papers: list[dict[str, Any]], one: Callable, other: Callable) -> tuple[float, float]:
    """The best of some rounds, taken in turn, so that a busy machine slows both alike; each paper is another, so none is remembered."""
    best, turn = [0.0, 0.0], 0
    for _ in range(ROUNDS):
        for place, make in enumerate((one, other)):
            turn += 1
            began = time.process_time()
            for values in papers:
                make({**values, "number": f"{values['number']}{turn:03}"})
            best[place] = max(best[place], len(papers) / (time.process_time() - began))
    return best[0], best[1]


def _memory() -> tuple[float, float, float]:
    """Resident size in megabytes before the first paper, after some and after many, of a process of its own."""
    told = subprocess.run([sys.executable, "-m", "bench.papers", "memory"], check=True, capture_output=True, text=True).stdout
    before, first, last = map(float, told.split())
    return before, first, last


def _tell_memory() -> None:
    print(_resident_mb())
    for number in range(MANY):
        if number == WARM:
            print(_resident_mb())
        _ours(_values(number))
    print(_resident_mb())


def _resident_mb() -> float:
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def _values(number: int, guards: int = 12) -> dict[str, Any]:
    """A record as `backend.papers.record` gives it: ten points, some guards, two officers, a signature."""
    url = f"https://gw.example.cn/p/{number:022}"
    people = [
        {
            "name": printable(f"欧阳𬭚{number}{index}"),
            "certificate": f"440120{number:06}{index:04}",
            "presence": PRESENCES["present"],
            "finding": "",
            "article": "",
            "note": lines("值班"),
        }
        for index in range(guards)
    ]
    point = {"title": "服务合同、监控影像和报警记录按规定留存", "article": article("M. 37(3); Reg. 21, 25"), "outcome": OUTCOMES["conform"]}
    officer = {"name": "陈国强", "number": "012345", "agency": "天河区分局", "confirmed": ""}
    return {
        "number": f"4401062026{number:06}",
        "agency": "广州市公安局天河区分局",
        "facts": [["被检查单位", f"平安保安服务有限公司{number}"], ["单位类别", "保安服务公司", "社会信用代码", "91440101MA5C7K4J2J"]],
        "items": [{**point, "problem": False, "note": []}] * 10,
        "guards": people,
        "counts": f"共{guards}人。",
        "findings": [f"岗位责任制已上墙，消防通道畅通，第{number}次检查。"] * 3,
        "result": RESULTS["no_problem"],
        "rectify_by": "",
        "photos": 6,
        "officers": [officer, officer],
        "signature": {"name": "王建国", "image": list(_signature()), "reason": "", "note": []},
        "day": "2026年11月20日",
        "origin": "本记录由执法终端上传。",
        "host": "gw.example.cn",
        "url": url,
        "code": codes.svg(url),
    }


def _signature() -> bytes:
    image = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(image).line([(60 + 40 * step, 150 + (90 if step % 2 else -90)) for step in range(20)], fill=0, width=7)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    if sys.argv[1:] == ["memory"]:
        _tell_memory()
    else:
        for row in rows():
            print(row.name, row.value, row.unit, row.reference or "", row.met if row.aim else "")
