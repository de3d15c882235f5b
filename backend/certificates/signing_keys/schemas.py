"""What keys and lists look like to the administrator: numbers and agencies, never a name."""

from __future__ import annotations

from marshmallow import fields

from backend.certificates.algorithms import NAMES
from backend.certificates.models import KEY_STATES, STATES
from backend.certificates.signing_keys.taking_out import LANGUAGES
from backend.fields import Choice, Lines, Schema
from backend.pagination import PageQuery

PURPOSES = ("card", "list")


class SigningKeySchema(Schema):
    """A key. `cards`: how many it signed; null for keys that sign lists."""

    key_id = fields.Integer(required=True)
    purpose = Choice(*PURPOSES, required=True)
    state = Choice(*KEY_STATES, required=True)
    algorithm = Choice(*NAMES, required=True)
    signer = Choice("embedded", "pkcs11", required=True)
    planned_at = fields.AwareDateTime(required=True, allow_none=True)
    valid_from = fields.AwareDateTime(required=True)
    activated_at = fields.AwareDateTime(required=True, allow_none=True)
    valid_until = fields.AwareDateTime(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)
    revoked_reason = fields.String(required=True, allow_none=True)
    cards = fields.Integer(required=True, allow_none=True)


class PublicationSchema(Schema):
    """A list as it was last published. `entries`: keys, or places; `not_valid`: how many of them are revoked or not valid."""

    kind = Choice("trust", "status", required=True)
    version = fields.Integer(required=True)
    key_id = fields.Integer(required=True)
    published_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)
    size = fields.Integer(required=True)
    entries = fields.Integer(required=True)
    not_valid = fields.Integer(required=True)


class SigningKeysSchema(Schema):
    """All keys, the newest first, and the published lists.

    waiting  changes that the published lists do not say yet
    """

    items = fields.List(fields.Nested(SigningKeySchema), required=True)
    lists = fields.List(fields.Nested(PublicationSchema), required=True)
    waiting = fields.Integer(required=True)
    cards_per_key = fields.Integer(required=True)


class PublicationStateSchema(Schema):
    """The published lists, and the changes they do not say yet."""

    lists = fields.List(fields.Nested(PublicationSchema), required=True)
    waiting = fields.Integer(required=True)


class SigningKeyInput(Schema):
    """A key to plan. Without `algorithm` the installation's for cards, ES256 for lists."""

    purpose = Choice(*PURPOSES, required=True)
    algorithm = Choice(*NAMES)


class RotationInput(Schema):
    """Which key to change. `at_once`: also to a planned one that phones offline do not know long enough."""

    purpose = Choice(*PURPOSES, required=True)
    at_once = fields.Boolean(load_default=False)


class KeyRevocationInput(Schema):
    """Why nothing of this key may be believed any more."""

    reason = Lines(500, 2, required=True)


class AffectedSchema(Schema):
    """A certificate whose card a key signed."""

    number = fields.String(required=True)
    agency_code = fields.String(required=True)
    agency_name = fields.String(required=True)
    issued_on = fields.Date(required=True)
    expires_on = fields.Date(required=True, allow_none=True)
    state = Choice(*STATES, required=True)


class AffectedFileQuery(Schema):
    """Which of them, and the language of headings and words."""

    open = fields.Boolean(load_default=False)
    language = Choice(*LANGUAGES, load_default=LANGUAGES[0])


class AffectedQuery(PageQuery):
    """Which of them. `open`: only those that have not ended, which must be issued anew."""

    open = fields.Boolean(load_default=False)
