"""``python -m bench``: measure, print one table, write ``bench/latest.json``."""

from __future__ import annotations

import argparse

from bench import browser, commands, rows, sizes


def main() -> None:
    """Measure what takes seconds; with ``--full`` also what takes minutes, else recall that."""
    parser = argparse.ArgumentParser(description="Measure what users wait for.")
    parser.add_argument("--full", action="store_true", help="also both README commands in a fresh clone")
    full = parser.parse_args().full
    measured = [*sizes.rows(), *browser.rows(), commands.second_start()]
    if full:
        rows.keep_slow(commands.fresh_clone())
    recalled = rows.recall_slow()
    everything = [*measured, *(row for row, _ in recalled)]
    notes = {row.name: f"measured {day}" for row, day in recalled}
    rows.keep(everything)
    print(rows.table(everything, notes))


if __name__ == "__main__":
    main()
