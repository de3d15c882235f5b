"""What can be wrong with a device or with what it signed. Nothing of it loses a record: the phone keeps it, with the reason."""

from __future__ import annotations

from backend.errors import constraint, define

Required = define("device.required", 403, "Checks and records are taken from registered devices only")
Unknown = define("device.unknown", 403, "This device is not registered for this account")
Revoked = define("device.revoked", 403, "This device was revoked; what it signs is no longer taken")
SignatureInvalid = define("device.signature_invalid", 422, "The device's signature does not fit the command")
SequenceUsed = define("device.sequence_used", 409, "This device gave that number to another record")
IdTaken = define("device.id_taken", 409, "Another device is registered under this id")
TooMany = define("device.too_many", 409, "There are as many devices as one account may have; revoke one that is out of use")
AlreadyRevoked = define("device.already_revoked", 409, "This device is revoked already")

constraint("pk_device_records", "device_records.device_id, device_records.sequence", SequenceUsed)
constraint("ck_devices_no_more_than_numbered", "devices.received", SequenceUsed)  # PostgreSQL may see this breach first
constraint("pk_devices", "devices.id", IdTaken)
constraint("uq_devices_public_key", "devices.public_key", IdTaken)
