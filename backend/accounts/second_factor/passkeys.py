"""Passkeys: what a browser is asked for, and whether its answer is true (WebAuthn level 3, 7.1 and 7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from backend.accounts.models import Account
from backend.accounts.second_factor.models import Passkey
from backend.accounts.second_factor.problems import PasskeyRefused
from backend.extensions import settings

SYSTEM = "岗卫"
TRANSPORTS = tuple(str(one.value) for one in AuthenticatorTransport)
_VERIFIED = UserVerificationRequirement.REQUIRED
"""The holder is known to the device by finger, face or PIN: a passkey found in the street opens nothing."""


@dataclass(frozen=True, slots=True)
class Use:
    """A true answer of a passkey."""

    sign_count: int
    backed_up: bool


def creation_options(account: Account, existing: Sequence[Passkey], challenge: bytes) -> dict[str, Any]:
    """What `navigator.credentials.create` is asked, as JSON."""
    options = webauthn.generate_registration_options(
        rp_id=settings().passkey_domain,
        rp_name=SYSTEM,
        user_id=account.id.bytes,
        user_name=account.user_name,
        user_display_name=account.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.PREFERRED, user_verification=_VERIFIED),
        exclude_credentials=_descriptors(existing),
    )
    return options_to_json_dict(options)


def request_options(passkeys: Sequence[Passkey], challenge: bytes) -> dict[str, Any]:
    """What `navigator.credentials.get` is asked; without passkeys the browser offers what it knows."""
    options = webauthn.generate_authentication_options(
        rp_id=settings().passkey_domain, challenge=challenge, allow_credentials=_descriptors(passkeys), user_verification=_VERIFIED
    )
    return options_to_json_dict(options)


def make(account_id: UUID, answer: dict[str, Any], challenge: bytes, name: str, now: datetime) -> Passkey:
    """The passkey a browser has made, checked. Raises PasskeyRefused."""
    parts = {"clientDataJSON": answer["client_data"], "attestationObject": answer["attestation_object"]}
    try:
        made = webauthn.verify_registration_response(
            credential=_credential(answer, parts),
            expected_challenge=challenge,
            expected_rp_id=settings().passkey_domain,
            expected_origin=settings().public_origin,
            require_user_verification=True,
        )
    except Exception as error:  # whatever the library stumbles over in foreign bytes is a refusal
        raise PasskeyRefused() from error
    if made.credential_id != decode(answer["credential_id"]):
        raise PasskeyRefused()
    return Passkey(
        account_id=account_id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=answer["transports"],
        name=name,
        may_back_up=made.credential_device_type is CredentialDeviceType.MULTI_DEVICE,
        backed_up=made.credential_backed_up,
        added_at=now,
    )


def check(passkey: Passkey, answer: dict[str, Any], challenge: bytes) -> Use:
    """What a passkey has answered, if it is true. The count is not judged here. Raises PasskeyRefused."""
    parts = {
        "clientDataJSON": answer["client_data"],
        "authenticatorData": answer["authenticator_data"],
        "signature": answer["signature"],
    }
    try:
        used = webauthn.verify_authentication_response(
            credential=_credential(answer, parts),
            expected_challenge=challenge,
            expected_rp_id=settings().passkey_domain,
            expected_origin=settings().public_origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,  # the library would complain before it has looked at the signature
            require_user_verification=True,
        )
    except Exception as error:  # whatever the library stumbles over in foreign bytes is a refusal
        raise PasskeyRefused() from error
    return Use(used.new_sign_count, used.credential_backed_up)


def decode(text: str) -> bytes:
    """Bytes as browsers send them. Raises PasskeyRefused."""
    try:
        return base64url_to_bytes(text)
    except ValueError as error:
        raise PasskeyRefused() from error


def _credential(answer: dict[str, Any], parts: dict[str, str]) -> dict[str, Any]:
    return {"id": answer["credential_id"], "rawId": answer["credential_id"], "type": "public-key", "response": parts}


def _descriptors(passkeys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=row.credential_id, transports=[AuthenticatorTransport(one) for one in row.transports])
        for row in passkeys
    ]
