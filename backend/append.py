"""Keep rows that are only ever added: many requests share one commit.

A command that appends (a check) reads without a transaction, works out its answer, and then hands in its row
together with the record of the answer, and with the number under which a phone signed it. On SQLite, where one
writer at a time waits for the disk, the first in line takes everything that waits into its transaction. On
PostgreSQL all of it is one statement, and the server itself lets commits share a visit to the disk. Whoever
returns from `keep` is on the disk.
"""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import CTE, Engine, Table, Update, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from backend import quick
from backend.extensions import db
from backend.quick import Compiled, execute

SECOND, THIRD = "row_", "beside_"
"""Before the names of the columns of what is kept, and of what is kept beside it; the guarding row's stand as they are."""


@dataclass(frozen=True, slots=True)
class Appended:
    """What a command that appends comes to: the row to keep, and the answer as plain JSON values."""

    row: dict[str, Any]
    answer: dict[str, Any]


class Pair:
    """A guarding row, whose key exists once, and the row that is kept only with it; compiled once.

    beside, change  a third row that is kept only with them, and the UPDATE that belongs to it; its values are named like
                    the third row's columns, with `THIRD` before
    """

    def __init__(self, guarding: Table, kept: Table, beside: Table | None = None, change: Update | None = None) -> None:
        self._tables = guarding, kept, beside, change
        self._forms: dict[str, list[Compiled]] = {}

    def keep(self, guarding: dict[str, Any], row: dict[str, Any], beside: dict[str, Any] | None = None) -> bool:
        """Add all rows for good; False, and nothing added, when the guarding row is there already.

        Raises DBAPIError when the database refuses or cannot be reached.
        """
        engine = db.engine
        forms = self._form(engine)
        values = {**guarding, **{SECOND + name: value for name, value in row.items()}}
        values |= {THIRD + name: value for name, value in (beside or {}).items()}
        parameters = [form.parameters({name: values[name] for name in form.names if name in values}) for form in forms]
        job = _Job([(form.text, given) for form, given in zip(forms, parameters, strict=True)])
        if engine.dialect.name == "sqlite":
            _line(engine).pass_through(job)
        else:
            quick.borrow(engine, job.run)
        return job.added

    def _form(self, engine: Engine) -> list[Compiled]:
        dialect = engine.dialect
        if dialect.name not in self._forms:
            make = _one_by_one if dialect.name == "sqlite" else _in_one
            self._forms[dialect.name] = [Compiled(statement, dialect) for statement in make(*self._tables)]
        return self._forms[dialect.name]


def _values(table: Table, prefix: str) -> dict[str, Any]:
    return {column.name: bindparam(prefix + column.name, type_=column.type) for column in table.columns}


def _one_by_one(guarding: Table, kept: Table, beside: Table | None, change: Update | None) -> list[Any]:
    first = sqlite.insert(guarding).values(_values(guarding, "")).on_conflict_do_nothing()
    third = [insert(beside).values(_values(beside, THIRD))] if beside is not None else []
    return [first, insert(kept).values(_values(kept, SECOND)), *third, *([change] if change is not None else [])]


def _in_one(guarding: Table, kept: Table, beside: Table | None, change: Update | None) -> list[Any]:
    first = postgresql.insert(guarding).values(_values(guarding, "")).on_conflict_do_nothing().returning(*guarding.primary_key.columns)
    added = first.cte("guarding")
    second = _if_added(kept, SECOND, added)
    if beside is None or change is None:
        return [second]
    third = _if_added(beside, THIRD, added)
    return [change.where(select(1).select_from(added).exists()).add_cte(second.cte("kept"), third.cte("beside"))]


def _if_added(table: Table, prefix: str, added: CTE) -> Any:
    values = _values(table, prefix)
    return insert(table).from_select(list(values), select(*values.values()).select_from(added))


@dataclass
class _Job:
    """Statements that belong together; the first one that adds no row ends it."""

    statements: list[tuple[str, Any]]
    added: bool = False
    error: Exception | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def run(self, driver: Any) -> None:
        self.added = all(execute(driver, text, parameters).rowcount for text, parameters in self.statements)


class _Line:
    """Those who wait for SQLite's disk."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: list[_Job] = []
        self._adding, self._turn = threading.Lock(), threading.Lock()

    def pass_through(self, job: _Job) -> None:
        """Return when the job is on the disk. Raises DBAPIError when it is not."""
        with self._adding:
            self._waiting.append(job)
        with self._turn:
            if not job.done.is_set():
                with self._adding:
                    together, self._waiting = self._waiting, []
                self._write(together)
        if job.error is not None:
            raise job.error

    def _write(self, jobs: list[_Job]) -> None:
        try:
            quick.borrow(self._engine, lambda driver: _commit(driver, jobs))
        except Exception as error:
            if len(jobs) == 1:
                jobs[0].error = error
            else:  # nobody fails because of another's row
                for job in jobs:
                    self._write([job])
        finally:
            for job in jobs:
                job.done.set()


def _commit(driver: Any, jobs: list[_Job]) -> None:
    driver.begin_writing()
    try:
        for job in jobs:
            job.run(driver)
        driver.commit()
    except BaseException:
        driver.rollback()
        raise


_lines: weakref.WeakKeyDictionary[Engine, _Line] = weakref.WeakKeyDictionary()
_making = threading.Lock()


def _line(engine: Engine) -> _Line:
    with _making:
        return _lines.setdefault(engine, _Line(engine))
