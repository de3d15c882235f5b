"""``python -m bench``: measure, print one table, write ``bench/latest.json``."""

from __future__ import annotations

import argparse

from bench import (
    browser,
    cards,
    codes,
    commands,
    faults,
    imports,
    lighthouse,
    link,
    lists,
    log,
    memory,
    million,
    names,
    papers,
    phone_lists,
    rows,
    sheets,
    signed_lists,
    signing_in,
    sizes,
    traffic,
)


def main() -> None:
    """Measure what takes seconds; with ``--full`` also what takes minutes, else recall that."""
    parser = argparse.ArgumentParser(description="Measure what users wait for.")
    parser.add_argument(
        "--full",
        action="store_true",
        help="also both README commands in a fresh clone, Lighthouse, a thousand inspections over a failing line, spreadsheets",
    )
    parser.add_argument("--load", action="store_true", help="load the million anew on both databases, and measure nothing else")
    parser.add_argument("--spreadsheets", action="store_true", help="measure reading and importing spreadsheets, and nothing else")
    asked = parser.parse_args()
    if asked.spreadsheets:
        found = _spreadsheets()
        rows.keep_slow(found)
        rows.merge(found)
        print(rows.table(found, {}))
        return
    if asked.load:
        for database in million.DATABASES:
            with million.kept(database, anew=True):
                pass
        print(rows.table(million.load_rows(), million.loaded_on()))
        return
    full = asked.full
    measured = [*sizes.rows(), *browser.rows(), *cards.rows(), *papers.rows(), *codes.rows(), *phone_lists.rows()]
    measured += [*signing_in.rows(), commands.second_start(), *_million()]
    if full:
        rows.keep_slow([*commands.fresh_clone(), *lighthouse.rows(), *faults.rows(), *link.rows(), *_spreadsheets()])
    recalled = rows.recall_slow()
    everything = [*measured, *(row for row, _ in recalled)]
    notes = {**{row.name: f"measured {day}" for row, day in recalled}, **million.loaded_on()}
    rows.keep(everything)
    print(rows.table(everything, notes))


def _spreadsheets() -> list[rows.Row]:
    return [*sheets.rows(), *imports.rows()]


def _million() -> list[rows.Row]:
    """Everything asked of a million guards; filling the databases comes first where they are not kept from an earlier run."""
    measured: list[rows.Row] = []
    for database in million.DATABASES:
        with million.kept(database) as server:
            measured += traffic.rows(server, database) + names.rows(server, database) + lists.rows(server, database)
            measured += signed_lists.rows(database) + log.rows(server, database)
            if database == "sqlite":  # the worker is the same on both
                measured += memory.rows(server, database)
    return [*million.load_rows(), *measured]


if __name__ == "__main__":
    main()
