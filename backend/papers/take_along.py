"""Take a paper along: for a few minutes a code opens this one paper without an account. Each opening is written to the audit.

Not once only: who scans the code inside a chat app is sent on to the phone's browser by that app, and asks a second time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import delete, select

from backend import audit
from backend.cards.electronic.queries import rows_of
from backend.extensions import db, keyring, settings
from backend.limits import MINUTE, Limit, count_together, network_of
from backend.papers import codes
from backend.papers.files import bytes_of
from backend.papers.models import Paper, PaperCode
from backend.papers.problems import CodeEnded, TooManyTries
from backend.permissions import Actor

LASTS = timedelta(minutes=15)
MOST_OPENED = 5
PURPOSE = "paper-code"
BYTES = 16


def make_code(paper: Paper, actor: Actor, now: datetime) -> dict[str, Any]:
    """A new code for a paper. Returns the address that opens it, as text and as a code to scan; it is kept nowhere."""
    code = token_urlsafe(BYTES)
    row = PaperCode(
        paper_id=paper.id,
        code_index=keyring().blind_index(PURPOSE, code),
        expires_at=now + LASTS,
        account_id=actor.account_id,
        account_name=actor.name,
        at=now,
    )
    db.session.add(row)
    audit.record("make_paper_code", "paper", paper.id, actor=actor, now=now, after={"number": paper.number})
    # Behind the hash sign: a browser does not send it, so no log keeps it and no preview of a chat opens it.
    url = f"{codes.address_of(paper.token)}#{code}"
    return {"url": url, "qr": rows_of(codes.modules(url)), "expires_at": row.expires_at}


def find_code(token: str, code: str, now: datetime, *, lock: bool = False) -> PaperCode | None:
    """An open code of the paper with that token."""
    statement = (
        select(PaperCode)
        .join(Paper, Paper.id == PaperCode.paper_id)
        .where(
            Paper.token == token,
            PaperCode.code_index.in_(keyring().blind_indexes(PURPOSE, code)),
            PaperCode.expires_at > now,
            PaperCode.opened < MOST_OPENED,
        )
    )
    return db.session.execute(statement.with_for_update(of=PaperCode) if lock else statement).scalar_one_or_none()


def open_paper(code: PaperCode | None, now: datetime) -> bytes:
    """The file, for who shows a code; found and locked, or None. Raises CodeEnded, Damaged."""
    if code is None:
        raise CodeEnded()
    paper = db.session.get_one(Paper, code.paper_id)
    code.opened += 1
    about: dict[str, Any] = {"number": paper.number, "code_by": code.account_name, "opened": code.opened}
    audit.record("open_paper", "paper", paper.id, now=now, after=about)
    return bytes_of(paper)


def count_try(address: str, now: datetime) -> None:
    """Count a question without an account. Raises TooManyTries with the seconds until the next is answered."""
    limit = Limit("paper.address", network_of(address), MINUTE, settings().lookup_per_minute)
    count_together([limit], now, TooManyTries)


def delete_expired(now: datetime) -> None:
    """Forget the codes whose time is over."""
    db.session.execute(delete(PaperCode).where(PaperCode.expires_at <= now))
