"""The app's API types are those of the server's own description."""

import subprocess
from pathlib import Path

from flask import Flask

APP = Path(__file__).parents[2] / "pwa"


def test_the_apps_types_are_made_from_the_present_description(app: Flask, tmp_path: Path) -> None:
    """When this fails, run `make types` and commit the file."""
    described, made = tmp_path / "openapi.json", tmp_path / "schema.d.ts"
    result = app.test_cli_runner().invoke(args=["openapi", "write", str(described)])
    assert result.exit_code == 0, result.output
    subprocess.run(["node", "tools/types.js", str(described), str(made)], cwd=APP, check=True)

    assert made.read_text() == (APP / "src" / "api" / "schema.d.ts").read_text()
