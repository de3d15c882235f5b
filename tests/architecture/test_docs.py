"""The documents are true: all that is in the code, nothing that is not, and commands that are run."""

from __future__ import annotations

import re
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from backend.config import PREFIX, Settings
from backend.errors import CATALOGUE
from backend.permissions import GRANTS, Permission, Role
from backend.verifications.verdicts import TONES
from tests.architecture.catalogue import import_everything

PROJECT = Path(__file__).parents[2]
SERVING = {
    "GANGWEI_BIND",
    "GANGWEI_WORKERS",
    "GANGWEI_THREADS",
    "GANGWEI_GUNICORN_LOG_LEVEL",
    "GANGWEI_TLS_CERTIFICATE",
    "GANGWEI_TLS_KEY",
    "GANGWEI_JOBS_IN_SERVER",
}
"""Read by gunicorn's configuration, not by the application."""


def rows(document: str) -> list[list[str]]:
    """The cells of every table row of a document."""
    text = (PROJECT / "docs" / document).read_text()
    return [[cell.strip() for cell in line.strip("|\n").split("|")] for line in text.splitlines() if line.startswith("| `")]


def named(document: str) -> list[str]:
    """What the first cells name."""
    return [row[0].strip("`") for row in rows(document)]


@pytest.fixture(scope="module", autouse=True)
def _everything() -> None:
    import_everything()


def test_every_setting_is_explained_once_and_none_is_made_up() -> None:
    expected = {PREFIX + item.name.upper() for item in fields(Settings)} | SERVING
    assert sorted(named("settings.md")) == sorted(expected)


def test_the_defaults_of_settings_are_the_true_ones() -> None:
    shown = {row[0].strip("`"): row[1].strip("`") for row in rows("settings.md")}
    for item in fields(Settings):
        default = str(item.default) if item.default not in ("", ()) else "none"
        assert shown[PREFIX + item.name.upper()] == default


def test_what_the_serving_reads_is_what_is_explained() -> None:
    source = (PROJECT / "backend" / "gunicorn_conf.py").read_text()
    assert set(re.findall(r'environ\.get\("(GANGWEI_\w+)"', source)) == SERVING


def test_every_problem_is_explained_once_with_its_status() -> None:
    shown = [(row[0].strip("`"), int(row[1])) for row in rows("problems.md")]
    assert sorted(shown) == sorted((code, problem.status) for code, problem in CATALOGUE.items())


def test_every_permission_stands_in_the_table_with_those_who_have_it() -> None:
    text = (PROJECT / "docs" / "permissions.md").read_text()
    head = next(line for line in text.splitlines() if line.startswith("| Permission"))
    roles = [cell.strip().lower().replace(" ", "_") for cell in head.strip("|").split("|")[1:]]
    assert roles == [str(role) for role in Role]
    shown = {row[0].strip("`"): {role for role, sign in zip(roles, row[1:], strict=True) if sign == "●"} for row in rows("permissions.md")}
    assert shown == {str(verb): {str(role) for role in Role if verb in GRANTS[role]} for verb in Permission}
    assert all(sign in "●·" for row in rows("permissions.md") for sign in row[1:])


def test_the_reasons_of_a_verdict_are_those_of_the_decision() -> None:
    shown = {}
    for tone, reasons, *_ in rows("decisions/0005-one-set-of-reasons.md"):
        shown |= dict.fromkeys(re.findall(r"`(\w+)`", reasons), tone.strip("`"))
    assert shown == TONES


def test_every_link_between_documents_leads_somewhere() -> None:
    for file in [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", file.read_text()):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_the_readme_names_the_commands_that_ci_and_makefile_run() -> None:
    readme, ci = (PROJECT / "README.md").read_text(), (PROJECT / ".ci" / "run").read_text()
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    assert "\n    make run\n" in readme
    assert "\n    make test\n" in readme
    assert re.search(r"^exec make test\b", ci, re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z]+)\b", " ".join(re.findall(r"^    .*|`[^`]*`", readme, re.MULTILINE)))) <= targets


def test_no_path_of_a_machine_stands_in_the_tree() -> None:
    """What is written here works anywhere."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False).stdout.decode()
    machine = re.compile(r"(?<![\w.*])/(?:work|root|home|Users|mnt)/\w|[A-Z]:\\\\Users")
    found = []
    for name in filter(None, listed.split("\0")):
        try:
            text = (PROJECT / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [f"{name}: {line.strip()[:100]}" for line in text.splitlines() if machine.search(line)]
    assert found == []
