"""``make fuzz``: many more requests than a test run has time for, other ones each time, on both databases."""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DATABASES = ("sqlite", "postgresql")


def main() -> None:
    """Run the API's fuzz test on both databases at once; fail when one fails."""
    parser = argparse.ArgumentParser(description="Send odd requests to the API, and see whether it breaks.")
    parser.add_argument("--requests", type=int, default=100_000, help="in all; half to each database")
    parser.add_argument("--seed", default=str(secrets.randbelow(10**6)), help="the seed of a run that failed, to see it again")
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    environment = {**os.environ, "GANGWEI_FUZZ_REQUESTS": str(asked.requests // 2), "GANGWEI_FUZZ_SEED": asked.seed}
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-n", "0", "--show-capture=no", "tests/fuzz"]
    running = [subprocess.Popen([*command, "--database", name], cwd=PROJECT, env=environment) for name in DATABASES]
    sys.exit(max([process.wait() for process in running]))


if __name__ == "__main__":
    main()
