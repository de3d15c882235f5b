"""What Web Push looks like outside."""

from __future__ import annotations

from marshmallow import fields, validate

from backend.fields import Choice, Code, Schema

LANGUAGES = ("zh-CN", "en")


class PushBrowserSchema(Schema):
    """One browser in which the own account is told."""

    id = fields.UUID(required=True)
    user_agent = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    last_sent_at = fields.AwareDateTime(required=True, allow_none=True)


class OwnPushSchema(Schema):
    """key: what a browser subscribes with, null where Web Push is not switched on; browsers: where the own account is told."""

    key = fields.String(required=True, allow_none=True)
    browsers = fields.List(fields.Nested(PushBrowserSchema), required=True)


class PushSubscriptionInput(Schema):
    """What `PushSubscription.toJSON()` gives, flat, and the language of the notification."""

    endpoint = fields.String(required=True, validate=validate.Length(min=8, max=1000))
    p256dh = Code("[A-Za-z0-9_-]{87}=?", required=True)
    auth = Code("[A-Za-z0-9_-]{22}(?:==)?", required=True)
    language = Choice(*LANGUAGES, required=True)


class PushRemovalInput(Schema):
    """Which browser is told no more."""

    id = fields.UUID(required=True)
