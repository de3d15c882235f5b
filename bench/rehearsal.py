"""`make rehearse`: machines die under load, once with acknowledgement on both servers and once without; tells what was lost."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from tests.many.rehearsal import Script, play

FILE = Path(__file__).resolve().parent / "rehearsal.json"
NAMES = {True: "acknowledged on both servers", False: "acknowledged on the primary alone"}


def main() -> None:
    """Play both and keep the reports."""
    parser = argparse.ArgumentParser(description="Rehearse the death of machines.")
    parser.add_argument("--calm", type=float, default=10, metavar="SECONDS", help="length of each part")
    calm_s = parser.parse_args().calm
    reports = {}
    for on_both, name in NAMES.items():
        with tempfile.TemporaryDirectory() as folder:
            reports[name] = play(Script(calm_s, on_both, held_s=0.5, noticed_s=3), Path(folder))
        print(f"\n{name}\n" + "\n".join(lines(reports[name])), flush=True)
    FILE.write_text(json.dumps(reports, indent=1) + "\n")


def lines(report: dict[str, Any]) -> list[str]:
    """The report for a reader."""
    parts = [
        f"  {name:18} {part['requests']:6} requests, failed: {part['failed'] or 'none'}"
        + (f", from {part['first_failure_s']} s to {part['last_failure_s']} s" if part["failed"] else "")
        + f", longest {part['longest_s']} s"
        for name, part in report["parts"].items()
    ]
    return [
        *parts,
        f"  from the primary's death to the next acknowledged command: {report['until_first_write_s']} s",
        f"  acknowledged {report['acknowledged']}, lost {report['lost']}, doubled {report['doubled']}, never sent {report['unsent']}",
        f"  audit chain: {report['audit'] or 'whole'}",
    ]


if __name__ == "__main__":
    main()
