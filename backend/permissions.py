"""What an actor may do (a verb) and how far (a reach).

Each permission is `resource:action`; the app receives the same words and hides what the server
would refuse. A reach is part of the agency tree (an officer) or a few units (a manager).
Outside it nothing exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func

from backend.database import prefix_end

CITY_DIGITS, COUNTY_DIGITS = 4, 6


class Permission(StrEnum):
    """Every act the system knows."""

    JURISDICTION_READ = "jurisdiction:read"
    ACCOUNT_READ = "account:read"
    ACCOUNT_MANAGE = "account:manage"
    COLLEAGUE_MANAGE = "colleague:manage"
    OFFICER_READ = "officer:read"
    UNIT_READ = "unit:read"
    UNIT_MANAGE = "unit:manage"
    GUARD_READ = "guard:read"
    GUARD_REGISTER = "guard:register"
    GUARD_EDIT = "guard:edit"
    GUARD_DISCLOSE = "guard:disclose"
    CERTIFICATE_READ = "certificate:read"
    CERTIFICATE_CHECK = "certificate:check"
    CERTIFICATE_ISSUE = "certificate:issue"
    CERTIFICATE_SUSPEND = "certificate:suspend"
    CERTIFICATE_REVOKE = "certificate:revoke"
    CERTIFICATE_CANCEL = "certificate:cancel"
    CERTIFICATE_REPLACE = "certificate:replace"
    CARD_PRINT = "card:print"
    CARD_DESIGN = "card:design"
    CARD_HAND_OUT = "card:hand_out"
    ROSTER_READ = "roster:read"
    ROSTER_MANAGE = "roster:manage"
    ROSTER_IMPORT = "roster:import"
    SITE_READ = "site:read"
    SITE_MANAGE = "site:manage"
    CONTRACT_READ = "contract:read"
    CONTRACT_MANAGE = "contract:manage"
    DOCUMENT_SEND = "document:send"
    VERIFICATION_RECORD = "verification:record"
    VERIFICATION_READ = "verification:read"
    CHECKLIST_READ = "checklist:read"
    INSPECTION_RECORD = "inspection:record"
    INSPECTION_READ = "inspection:read"
    MEDIA_SEND = "media:send"
    NOTICE_READ = "notice:read"
    NOTICE_ANSWER = "notice:answer"
    NOTICE_DECIDE = "notice:decide"
    PENALTY_PROPOSE = "penalty:propose"
    QUARANTINE_DECIDE = "quarantine:decide"
    PAPER_READ = "paper:read"
    DEVICE_READ = "device:read"
    ALERT_READ = "alert:read"
    ALERT_SETTLE = "alert:settle"
    TASK_READ = "task:read"
    TASK_ASSIGN = "task:assign"
    WARNING_READ = "warning:read"
    WARNING_MUTE = "warning:mute"
    EXPORT_CREATE = "export:create"
    SIGNING_KEY_MANAGE = "signing_key:manage"
    AUDIT_READ = "audit:read"


class Access(StrEnum):
    """What a route may say instead of a permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


class Stage(IntEnum):
    """How far a session has come. A route is open from its own stage on; nearly all from the last."""

    SECOND_STEP = 0
    """The password was right; the second factor is still due."""
    FIRST_PASSWORD = 1
    """The password was given by somebody else and must be changed."""
    ENROLMENT = 2
    """The role must have a second factor, and the account has none yet."""
    WHOLE = 3


PUBLIC, SIGNED_IN = Access.PUBLIC, Access.SIGNED_IN
P = Permission


class Role(StrEnum):
    """The kinds of people who sign in."""

    PROVINCE_OFFICER = "province_officer"
    CITY_OFFICER = "city_officer"
    COUNTY_OFFICER = "county_officer"
    STATION_OFFICER = "station_officer"
    COMPANY_MANAGER = "company_manager"
    SYSTEM_ADMINISTRATOR = "system_administrator"


OFFICER_LEVEL = {
    Role.PROVINCE_OFFICER: "province",
    Role.CITY_OFFICER: "city",
    Role.COUNTY_OFFICER: "county",
    Role.STATION_OFFICER: "station",
}

_READ = {
    P.JURISDICTION_READ,
    P.OFFICER_READ,
    P.UNIT_READ,
    P.GUARD_READ,
    P.CERTIFICATE_READ,
    P.ROSTER_READ,
    P.SITE_READ,
    P.CONTRACT_READ,
    P.CHECKLIST_READ,
    P.INSPECTION_READ,
    P.PAPER_READ,
    P.VERIFICATION_READ,
    P.DEVICE_READ,
    P.NOTICE_READ,
    P.TASK_READ,
}
_FIELD = {P.VERIFICATION_RECORD, P.INSPECTION_RECORD, P.MEDIA_SEND, P.NOTICE_DECIDE}
_CERTIFY = {P.CERTIFICATE_ISSUE, P.CERTIFICATE_SUSPEND, P.CERTIFICATE_REVOKE, P.CERTIFICATE_CANCEL, P.CERTIFICATE_REPLACE}
_CARDS = {P.CARD_PRINT, P.CARD_DESIGN}
_PERSON = {P.GUARD_REGISTER, P.GUARD_EDIT, P.GUARD_DISCLOSE}
_ACCOUNTS = {P.ACCOUNT_READ, P.ACCOUNT_MANAGE}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.PROVINCE_OFFICER: frozenset(
        _READ | _FIELD | _ACCOUNTS | {P.UNIT_MANAGE, P.GUARD_DISCLOSE, P.QUARANTINE_DECIDE, P.ALERT_READ, P.EXPORT_CREATE, P.AUDIT_READ}
    ),
    Role.CITY_OFFICER: frozenset(
        _READ
        | _FIELD
        | _ACCOUNTS
        | _CERTIFY
        | _CARDS
        | _PERSON
        | {
            P.UNIT_MANAGE,
            P.PENALTY_PROPOSE,
            P.QUARANTINE_DECIDE,
            P.ALERT_READ,
            P.ALERT_SETTLE,
            P.TASK_ASSIGN,
            P.EXPORT_CREATE,
            P.AUDIT_READ,
        }
    ),
    Role.COUNTY_OFFICER: frozenset(
        _READ | _FIELD | _ACCOUNTS | _PERSON | {P.PENALTY_PROPOSE, P.QUARANTINE_DECIDE, P.TASK_ASSIGN, P.EXPORT_CREATE}
    ),
    Role.STATION_OFFICER: frozenset(_READ | _FIELD),
    Role.COMPANY_MANAGER: frozenset(
        {
            P.JURISDICTION_READ,
            P.UNIT_READ,
            P.GUARD_READ,
            P.GUARD_EDIT,
            P.CERTIFICATE_READ,
            P.CARD_HAND_OUT,
            P.ROSTER_READ,
            P.ROSTER_MANAGE,
            P.ROSTER_IMPORT,
            P.SITE_READ,
            P.SITE_MANAGE,
            P.CONTRACT_READ,
            P.CONTRACT_MANAGE,
            P.DOCUMENT_SEND,
            P.CHECKLIST_READ,
            P.INSPECTION_READ,
            P.MEDIA_SEND,
            P.NOTICE_READ,
            P.NOTICE_ANSWER,
            P.PAPER_READ,
            P.WARNING_READ,
            P.WARNING_MUTE,
            P.EXPORT_CREATE,
            P.COLLEAGUE_MANAGE,
            P.CERTIFICATE_CHECK,
        }
    ),
    Role.SYSTEM_ADMINISTRATOR: frozenset(_ACCOUNTS | {P.JURISDICTION_READ, P.DEVICE_READ, P.AUDIT_READ, P.SIGNING_KEY_MANAGE}),
}


class Profile(StrEnum):
    """How much of a manager's rights an account has: a company delegates, and not all of it to everybody."""

    ALL = "all"
    ROSTERS = "rosters"
    CONTRACTS = "contracts"
    READ_ONLY = "read_only"


_READS = {permission for permission in Permission if permission.endswith(":read")}
_ALWAYS = _READS | {P.CERTIFICATE_CHECK}
"""Whoever works for a unit sees what is the unit's, and asks whether a certificate is valid; profiles say who acts in which field."""

NARROWED: dict[Profile, frozenset[Permission]] = {
    Profile.ROSTERS: frozenset(
        _ALWAYS | {P.ROSTER_MANAGE, P.ROSTER_IMPORT, P.DOCUMENT_SEND, P.GUARD_EDIT, P.CARD_HAND_OUT, P.WARNING_MUTE, P.EXPORT_CREATE}
    ),
    Profile.CONTRACTS: frozenset(_ALWAYS | {P.SITE_MANAGE, P.CONTRACT_MANAGE, P.DOCUMENT_SEND, P.WARNING_MUTE, P.EXPORT_CREATE}),
    Profile.READ_ONLY: frozenset(_ALWAYS),
}
"""What is left of a role's verbs. Each verb of a manager stands in one of these, or is kept back on purpose: ONLY_WHOLE."""

ONLY_WHOLE = frozenset({P.COLLEAGUE_MANAGE, P.NOTICE_ANSWER, P.MEDIA_SEND})
"""A manager's verbs that no narrower profile has: who decides who may, and who answers the police for the unit."""

ALLOWED: dict[tuple[Role, str], frozenset[Permission]] = {
    **{(role, Profile.ALL): granted for role, granted in GRANTS.items()},
    **{(Role.COMPANY_MANAGER, profile): GRANTS[Role.COMPANY_MANAGER] & kept for profile, kept in NARROWED.items()},
}
"""What a role may with a profile. What is not here (a profile of a release to come, one that does not fit the role) may nothing."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account with its role and reach, seen from one session and address.

    agency_code   officers: the own agency; managers: the one responsible for the unit, which sees their acts in the audit
    reach_prefix  officers: leading digits of every agency code within reach
    unit_ids      managers: the own unit and its branches
    profile       managers: how much of the role's rights, see `Profile`
    """

    account_id: UUID
    name: str
    role: Role
    agency_code: str | None = None
    reach_prefix: str | None = None
    unit_id: UUID | None = None
    unit_ids: tuple[UUID, ...] = ()
    address: str = ""
    session_id: UUID | None = None
    profile: str = Profile.ALL

    @property
    def permissions(self) -> frozenset[Permission]:
        """All verbs of the role that the profile leaves."""
        return ALLOWED.get((self.role, self.profile), frozenset())

    @property
    def is_officer(self) -> bool:
        """True for the police, whose reach is a part of the agency tree."""
        return self.reach_prefix is not None

    def can(self, permission: Permission) -> bool:
        """Whether role and profile have the verb; the reach is the queries' matter."""
        return permission in self.permissions

    def reaches_agency(self, code: str | None) -> bool:
        """Whether an agency lies within an officer's reach."""
        return bool(code and self.reach_prefix and code.startswith(self.reach_prefix))

    def agency_in_reach(self, column: Any) -> ColumnElement[bool]:
        """SQL: the agency code in `column` lies within reach. Nothing does for who is no officer."""
        if self.reach_prefix is None:
            return false()
        return and_(column >= self.reach_prefix, column < prefix_end(self.reach_prefix))

    def agency_passes(self, column: Any) -> ColumnElement[bool]:
        """SQL: the same, for long lists: those of a station are looked up by their agency, all others read in the list's own order.

        A county has many agencies, so a list by agency is in no order: all of it would be read and sorted for one page.
        """
        if self.reach_prefix is None or len(self.reach_prefix) > COUNTY_DIGITS:
            return self.agency_in_reach(column)
        return func.substr(column, 1, len(self.reach_prefix)) == self.reach_prefix
