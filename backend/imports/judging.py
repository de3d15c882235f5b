"""What a row would do, and what stands against it: the rules of `roster.operations`, asked beforehand.

Nothing here reads or writes; the same function judges a row when the file is checked, when somebody has mended it, and
again when it is applied, so that nothing is done that was not shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from backend.imports.facts import Facts, Person, Place, Work
from backend.imports.fields import CHANGE, HIRE, LEAVE, REFUSED, SAME
from backend.imports.leaving import Leaving, leaving_of
from backend.imports.reasons import Problem, about, refuses
from backend.imports.said import Said, same_name
from backend.imports.sites import names_in
from backend.roster.problems import EARLIEST, LATEST_DAYS

Act = dict[str, Any]
"""As `ActSchema` has it, with `site_id`; a leaving also with `reason` and `note`."""

MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """What comes of a row.

    guard_id  whose number it names, whatever the name: rows of one person are found by it, and it is told to nobody
    """

    verdict: str
    acts: list[Act] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    guard_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the manager or the installation decided for all rows.

    day       since when, where the row says none: the day of the check, also if it is applied on a later one
    position  of whom is hired where the row says none
    leaving   why somebody left, where the row says nothing
    """

    day: date
    position: str
    leaving: Leaving


def judge(said: Said, wrong: list[Problem], facts: Facts, chosen: Chosen) -> Judged:
    """Judge a row.

    wrong  what is wrong with its cells
    """
    person, problems = _person(said, facts)
    problems = [*wrong, *problems]
    guard_id = person.id if person else None
    if person is None or refuses(problems):
        return Judged(REFUSED, [], problems, guard_id)
    work = facts.work.get(person.id)
    if said.ended_on is not None:
        judged = _leave(said, said.ended_on, work, person, facts, chosen)
    elif work is not None:
        judged = _change(said, work, person, facts, chosen)
    elif person.unit_id is not None:
        judged = Judged(REFUSED, [], [about("row.employed_elsewhere", _number_field(said))])
    else:
        judged = _hire(said, person, facts, chosen)
    problems += judged.problems
    verdict, acts = (REFUSED, []) if refuses(problems) else (judged.verdict, judged.acts)
    return Judged(verdict, acts, problems, guard_id)


def judge_missing(work: Work | None, on: date, facts: Facts, leaving: Leaving) -> Judged:
    """Judge somebody on the roster who is missing in a file that is the whole roster.

    work  None when he is on it no more
    """
    if work is None:
        return Judged(SAME)
    judged = _end(work, on, leaving, facts, None)
    return replace(judged, guard_id=work.guard_id)


def _person(said: Said, facts: Facts) -> tuple[Person | None, list[Problem]]:
    """Who is meant by the numbers, and what speaks against it. An unknown number and another name get the same answer."""
    by_identity = facts.by_identity.get(said.identity_number or "")
    holders = facts.by_certificate.get(said.certificate_number or "", [])
    by_certificate = next((each for each in holders if said.name and same_name(each.name, said.name)), holders[0] if holders else None)
    person = by_identity or (None if said.identity_number else by_certificate)
    if said.name is None or not (said.identity_number or said.certificate_number):
        return person, []  # its cells say why
    if person is None or person.status == "deceased" or not same_name(person.name, said.name):
        return person, [about("row.person_not_found", _number_field(said))]
    if by_identity and said.certificate_number and said.certificate_number != by_identity.certificate_number:
        return person, [about("row.numbers_differ" if holders else "row.certificate_differs", "certificate_number", refuses=bool(holders))]
    return person, []


def _number_field(said: Said) -> str:
    return "identity_number" if said.identity_number else "certificate_number"


def _hire(said: Said, person: Person, facts: Facts, chosen: Chosen) -> Judged:
    on, problems = said.started_on or chosen.day, []
    earliest, latest = facts.left.get(person.id, EARLIEST), facts.today + timedelta(days=LATEST_DAYS)
    if not facts.active:
        problems.append(about("row.unit_not_active"))
    if not earliest <= on <= latest:
        problems.append(_outside("started_on", on, earliest, latest))
    acts: list[Act] = [{"act": "hire", "on": on, "position": said.position or chosen.position}]
    places, wrong = _places(said, facts)
    problems += wrong
    for place in places:
        found = _post(said, place, on, on, facts)
        acts += found.acts
        problems += found.problems
    problems += _certificate(person, bool(places))
    return Judged(HIRE, acts, problems)


def _change(said: Said, work: Work, person: Person, facts: Facts, chosen: Chosen) -> Judged:
    acts: list[Act] = []
    problems = _notes(said, work, person)
    if said.position and said.position != work.position:
        acts.append({"act": "change_position", "position": said.position, "was": work.position})
    places, wrong = _places(said, facts)
    problems += wrong
    posts = False
    for place in places:
        found = _posted(said, place, work, facts) if place.id in work.posted else _post_further(said, place, work, facts, chosen.day)
        acts += found.acts
        problems += found.problems
        posts = posts or any(act["act"] == "post" for act in found.acts)
    problems += _certificate(person, posts)
    return Judged(CHANGE if acts else SAME, acts, problems)


def _post(said: Said, place: Place, on: date, earliest: date, facts: Facts) -> Judged:
    """A posting that begins on a day; none ahead of today: who checks the site must find on its roster only those who stand there."""
    if not earliest <= on <= facts.today:
        return Judged(REFUSED, [], [_outside("started_on" if said.started_on else "site", on, earliest, facts.today)])
    act = {"act": "post", "on": on, "site_id": place.id, "site_name": place.name}
    if said.site_until is None:
        return Judged(CHANGE, [act])
    end = _end_posting(said.site_until, place, on, facts)
    return Judged(CHANGE, [act, *end.acts], end.problems)


def _post_further(said: Said, place: Place, work: Work, facts: Facts, day: date) -> Judged:
    """Somebody on the roster gets a site that he did not have: from the day of the check on; since when he has it, no file says."""
    if said.site_until is not None and said.site_until < day:
        return Judged(SAME, [], [about("row.posting_over", "site_until", refuses=False)])
    return _post(said, place, day, max(work.started_on, work.posted_until.get(place.id, work.started_on)), facts)


def _posted(said: Said, place: Place, work: Work, facts: Facts) -> Judged:
    if said.site_until is None:
        return Judged(SAME)
    posting_id, since = work.posted[place.id]
    judged = _end_posting(said.site_until, place, since, facts)
    return replace(judged, acts=[{**act, "posting_id": posting_id} for act in judged.acts])


def _end_posting(on: date, place: Place, since: date, facts: Facts) -> Judged:
    """An end is entered when it has happened; one that is to come is only said."""
    if on > facts.today:
        return Judged(SAME, [], [about("row.until_ahead", "site_until", refuses=False)])
    if on < since:
        return Judged(REFUSED, [], [_outside("site_until", on, since, facts.today)])
    return Judged(CHANGE, [{"act": "end_posting", "on": on, "site_id": place.id, "site_name": place.name}])


def _leave(said: Said, on: date, work: Work | None, person: Person, facts: Facts, chosen: Chosen) -> Judged:
    if work is not None:
        return _end(work, on, leaving_of(said.leaving_reason) or chosen.leaving, facts, "ended_on")
    days = facts.left_here.get(person.id, set())
    if not days:
        return Judged(REFUSED, [], [about("row.not_employed_here", "ended_on")])
    return Judged(SAME, [], [] if on in days else [about("row.left_before", "ended_on", refuses=False)])


def _end(work: Work, on: date, leaving: Leaving, facts: Facts, named: str | None) -> Judged:
    earliest = max(work.started_on, work.last_posted or work.started_on)
    latest = max(facts.today, earliest)
    if not earliest <= on <= latest:
        return Judged(REFUSED, [], [_outside(named, on, earliest, latest)])
    return Judged(LEAVE, [{"act": "leave", "on": on, "reason": leaving.reason, "note": leaving.note}])


def _places(said: Said, facts: Facts) -> tuple[list[Place], list[Problem]]:
    places: list[Place] = []
    problems: list[Problem] = []
    for name in names_in(said.site, facts.sites):
        found = facts.sites.get(name, [])
        still = [place for place in found if place.status == "active"]
        if len(still) == 1:
            places += [place for place in still if place not in places]
        elif len(still) > 1:
            problems.append(about("row.site_ambiguous", "site", value=name))
        elif found:
            problems.append(about("row.site_closed", "site", value=name))
        else:
            problems.append(about("row.site_unknown", "site", value=name, suggestions=_like(name, facts)))
    return places, problems


def _like(name: str, facts: Facts) -> list[str]:
    """The unit's sites with a name like that one: those that hold it or are held by it, then those that look like it."""
    open_ones = [each for each, places in facts.sites.items() if any(place.status == "active" for place in places)]
    held = [each for each in open_ones if len(name) > 1 and (name in each or each in name)]
    return list(dict.fromkeys([*held, *get_close_matches(name, open_ones, MOST_SUGGESTIONS, 0.5)]))[:MOST_SUGGESTIONS]


def _certificate(person: Person, posts: bool) -> list[Problem]:
    """Only holders of a valid certificate are posted (Reg. art. 16); whoever is hired without one is told of."""
    if person.state == "valid":
        return []
    value = person.state or ""
    return [
        about("row.no_valid_certificate", "site", value=value) if posts else about("row.certificate_not_valid", value=value, refuses=False)
    ]


def _notes(said: Said, work: Work, person: Person) -> list[Problem]:
    """Where file and register differ and the register stays."""
    notes: list[Problem] = []
    if said.started_on and said.started_on != work.started_on:
        notes.append(about("row.started_on_differs", "started_on", refuses=False, between=(work.started_on, work.started_on)))
    if said.phone and _digits(said.phone) != _digits(person.phone):
        notes.append(about("row.phone_differs", "phone", refuses=False))
    return notes


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _outside(named: str | None, value: date, earliest: date, latest: date) -> Problem:
    return about("row.date_out_of_range", named, value=value.isoformat(), expected="date", between=(earliest, latest))


Judge = Callable[[Said, list[Problem], Facts], Judged]
