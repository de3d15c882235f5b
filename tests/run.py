"""``make test``: every check in turn, what each took, and one closing line of true counts.

A failing step does not hide the ones after it: all run, then the whole fails.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
WORK = PROJECT / "var" / "test"
PYTHON = sys.executable
WORKERS = ["-n", "2"]
SHOWN = 12
"""The longest files that are told."""


@dataclass(frozen=True)
class Step:
    """One command; with ``counts`` it writes its outcome as JUnit XML to that file."""

    name: str
    command: list[str]
    folder: Path = PROJECT
    counts: Path | None = None


@dataclass
class Outcome:
    """What a step came to."""

    step: Step
    seconds: float
    succeeded: bool
    passed: int = 0
    failed: int = 0
    files: Counter[str] = field(default_factory=Counter)
    """Seconds, by test file."""


def all_steps() -> list[Step]:
    """In the order in which a mistake is cheapest to find."""
    return [
        Step("python style", [PYTHON, "-m", "ruff", "check", "."]),
        Step("python form", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        Step("app types and style", ["npm", "run", "--silent", "check"], PROJECT / "pwa"),
        _app_tests(),
        _python_tests("sqlite"),
        _python_tests("postgresql", "--only-what-differs"),
    ]


def _app_tests() -> Step:
    report = WORK / "app.xml"
    command = [
        "npm",
        "test",
        "--silent",
        "--",
        "--reporter=default",
        "--reporter=junit",
        f"--outputFile.junit={report}",
    ]
    return Step("app tests", command, PROJECT / "pwa", report)


def _python_tests(database: str, *options: str) -> Step:
    report = WORK / f"{database}.xml"
    command = [PYTHON, "-m", "pytest", "-q", "--database", database, *options, *WORKERS, f"--junitxml={report}"]
    return Step(f"tests on {database}", command, counts=report)


def run(step: Step) -> Outcome:
    """Run one step in the foreground, its output as it comes."""
    print(f"\n== {step.name}", flush=True)
    if step.counts:
        step.counts.unlink(missing_ok=True)
    began = time.monotonic()
    done = subprocess.run(step.command, cwd=step.folder, stdin=subprocess.DEVNULL, check=False)
    outcome = Outcome(step, time.monotonic() - began, done.returncode == 0)
    if step.counts:
        _count(outcome, step.counts)
    return outcome


def _count(outcome: Outcome, report: Path) -> None:
    """Add up the JUnit report; a step that wrote none has failed, whatever its code said."""
    if not report.exists():
        outcome.succeeded = False
        return
    root = ElementTree.parse(report).getroot()  # noqa: S314 - written by our own runner a moment ago
    for case in root.iter("testcase"):
        outcome.files[f"{case.get('classname', '').partition('.Test')[0]} ({outcome.step.name})"] += float(case.get("time", 0))
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed += 1
        elif case.find("skipped") is None:
            outcome.passed += 1
    outcome.succeeded = outcome.succeeded and outcome.failed == 0 and outcome.passed > 0


def report(outcomes: list[Outcome]) -> None:
    """Print the table of steps and the closing line."""
    print()
    for outcome in outcomes:
        sign = "ok    " if outcome.succeeded else "FAILED"
        counted = f"{outcome.passed} passed, {outcome.failed} failed" if outcome.step.counts else ""
        print(f"{sign} {outcome.seconds:7.1f} s  {outcome.step.name:22} {counted}")
    print(f"{'':6} {sum(outcome.seconds for outcome in outcomes):7.1f} s  in all\n")
    print("The longest files, of which two run at a time:")
    for name, seconds in _longest(outcomes):
        print(f"{'':6} {seconds:7.1f} s  {name}")
    print()
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"{sum(outcome.passed for outcome in outcomes)} passed, {failed} failed", flush=True)


def _longest(outcomes: list[Outcome]) -> list[tuple[str, float]]:
    """The files that took longest, in seconds."""
    together = sum((outcome.files for outcome in outcomes), Counter())
    return [(name, round(seconds, 1)) for name, seconds in together.most_common(SHOWN)]


def remember(outcomes: list[Outcome]) -> None:
    """Keep the time of a whole green run, for the benchmark table."""
    measured = {
        "seconds": round(sum(outcome.seconds for outcome in outcomes), 1),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "steps": {outcome.step.name: round(outcome.seconds, 1) for outcome in outcomes},
        "longest": dict(_longest(outcomes)),
    }
    (WORK / "duration.json").write_text(json.dumps(measured, indent=2) + "\n")


def main() -> None:
    """Run the chosen steps (all by default) and exit by their outcome."""
    steps = all_steps()
    parser = argparse.ArgumentParser(description="Run all tests.")
    parser.add_argument("--only", action="append", metavar="NAME", choices=[step.name for step in steps])
    only = parser.parse_args().only
    WORK.mkdir(parents=True, exist_ok=True)
    outcomes = [run(step) for step in steps if not only or step.name in only]
    report(outcomes)
    if not all(outcome.succeeded for outcome in outcomes):
        sys.exit(1)
    if not only:
        remember(outcomes)


if __name__ == "__main__":
    main()
