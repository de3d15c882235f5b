"""Places for counters: one process each, handed on when its holder dies."""

import subprocess
import sys
from pathlib import Path

HOLD = "import sys; from backend import slots; print(slots.mine(), flush=True); sys.stdin.read()"
PROJECT = Path(__file__).resolve().parents[3]


def holder(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """A process that holds a place until it is ended, and the place."""
    environment = {"PROMETHEUS_MULTIPROC_DIR": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=PROJECT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    return process, int(process.stdout.readline())


def test_two_processes_never_share_a_place_and_a_dead_ones_is_handed_on(tmp_path: Path) -> None:
    (one, first), (two, second) = holder(tmp_path), holder(tmp_path)
    assert {first, second} == {0, 1}
    (tmp_path / "gauge_livesum_0.db").write_text("said by the dead one")
    (tmp_path / "counter_0.db").write_text("counted by the dead one")
    one.kill()
    one.wait()
    three, third = holder(tmp_path)
    assert third == first
    assert not (tmp_path / "gauge_livesum_0.db").exists()
    assert (tmp_path / "counter_0.db").exists()
    for process in (two, three):
        process.communicate()
