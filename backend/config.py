"""Settings, read once from the environment. In production a missing one stops the start."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from backend.permissions import Role

PREFIX = "GANGWEI_"
LEAST_SHEET_MB = 128
"""Python and calamine need so much address space to read the smallest spreadsheet."""


class SettingsError(RuntimeError):
    """A setting is missing or cannot be understood; the text names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides. `docs/settings.md` explains each; a test keeps the two equal.

    secret_key      signs the session cookie
    data_keys       32-byte keys, base64, comma separated; the first encrypts, all decrypt
    """

    environment: str = field(default="production", metadata={"choices": ("production", "development", "test")})
    database_url: str = "sqlite:///var/gangwei.db"
    replica_url: str = ""
    replica_max_lag_s: int = 30
    redis_url: str = field(default="", metadata={"secret": True})
    data_dir: Path = Path("var")
    media_url: str = ""
    media_endpoint: str = ""
    media_region: str = "us-east-1"
    media_addressing: str = field(default="path", metadata={"choices": ("path", "virtual")})
    media_access_key: str = field(default="", metadata={"secret": True})
    media_secret_key: str = field(default="", metadata={"secret": True})
    secret_key: str = field(default="", metadata={"secret": True})
    data_keys: tuple[bytes, ...] = field(default=(), metadata={"secret": True})
    public_origin: str = "http://127.0.0.1:8000"
    app_dir: Path = Path("pwa/dist")
    idle_limit_s: int = 30 * 60
    absolute_limit_s: int = 12 * 3600
    officer_idle_limit_s: int = 4 * 3600
    trusted_proxies: int = 0
    lookup_per_minute: int = 30
    lookup_per_subject_per_hour: int = 60
    log_per_minute: int = 120
    card_tries_per_day: int = 10
    card_code_hours: int = 24
    invitation_days: int = 7
    searches_per_hour: int = 3000
    photos_per_hour: int = 2000
    disclosures_per_day: int = 200
    exports_per_day: int = 50
    checked_numbers_per_day: int = 20_000
    uploads_per_hour: int = 600
    upload_mb_per_hour: int = 600
    upload_part_kb: int = 256
    upload_hours: int = 72
    handed_in_mb: int = 32
    quarantine_days: int = 180
    certificate_pattern: str = "{division:4}{year}{sequence:06}"
    inspection_pattern: str = "{division:6}{year}{sequence:06}"
    notice_pattern: str = "R{division:6}{year}{sequence:06}"
    recheck_days: int = 3
    extension_days: int = 30
    escalation_days: int = 5
    default_validity_years: int = 0
    card_algorithm: str = field(default="ES256", metadata={"choices": ("ES256", "SM2")})
    cards_per_key: int = 20_000
    pkcs11_module: str = ""
    pkcs11_token: str = "gangwei"  # noqa: S105 - the label of a token, no secret
    pkcs11_pin_file: str = ""
    clock_tolerance_s: int = 300
    field_pack_hours: int = 24
    field_pack_lock_s: int = 600
    field_pack_tries: int = 5
    field_pack_pin_digits: int = 6
    job_lease_s: int = 60
    job_days: int = 30
    export_hours: int = 24
    imports_per_day: int = 50
    import_mb: int = 20
    import_days: int = 30
    import_position: str = "保安员"
    sheet_rows: int = 200_000
    sheet_memory_mb: int = 320
    sheet_seconds: int = 5
    slow_ms: int = 500
    backup_key: str = field(default="", metadata={"secret": True})
    metrics_token: str = field(default="", metadata={"secret": True})
    second_factor_roles: tuple[str, ...] = ()
    device_required: int = 0
    device_silent_days: int = 14
    clone_speed_kmh: int = 150
    clone_tolerance_m: int = 2000
    clone_tolerance_s: int = 300
    alert_visit_days: int = 7
    yearly_visits: int = 0
    warning_certificate_days: tuple[int, ...] = (60, 30, 7)
    warning_notice_days: tuple[int, ...] = (7, 1)
    warning_contract_days: tuple[int, ...] = (30, 7)
    warning_done_days: int = 30
    transfer_days: int = 14
    push_services: tuple[str, ...] = ()
    push_contact: str = ""
    smtp_url: str = field(default="", metadata={"secret": True})
    smtp_from: str = ""

    @property
    def official_domain(self) -> str:
        """The domain printed on cards and pages, for example `gw.example.cn`."""
        return urlsplit(self.public_origin).netloc

    @property
    def passkey_domain(self) -> str:
        """The relying party's id of passkeys (WebAuthn 3, 5.1.2): the host alone, without its port."""
        return urlsplit(self.public_origin).hostname or ""


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read every setting from `GANGWEI_<NAME>` (and plain `DATABASE_URL`).

    Raises SettingsError naming the first setting that is missing or wrong.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {
        item.name: _parse(item.name, raw) for item in fields(Settings) if (raw := _raw(environ, item.name)) is not None
    }
    settings = Settings(**values)
    _check(settings)
    return settings


def _raw(environ: Mapping[str, str], name: str) -> str | None:
    plain = environ.get("DATABASE_URL") if name == "database_url" else None
    return environ.get(PREFIX + name.upper(), plain)


def _parse(name: str, raw: str) -> object:
    default = next(item.default for item in fields(Settings) if item.name == name)
    try:
        if name == "data_keys":
            return tuple(base64.b64decode(part, validate=True) for part in raw.split(",") if part.strip())
        if isinstance(default, tuple):
            parts = [part.strip() for part in raw.split(",") if part.strip()]
            return tuple(map(int, parts)) if default and isinstance(default[0], int) else tuple(parts)
        if isinstance(default, int):
            return int(raw)
        return Path(raw) if isinstance(default, Path) else raw.strip()
    except (ValueError, binascii.Error) as error:
        raise SettingsError(f"{PREFIX}{name.upper()} cannot be understood: {error}") from error


def _check(settings: Settings) -> None:
    if settings.environment not in ("production", "development", "test"):
        raise SettingsError(f"{PREFIX}ENVIRONMENT must be production, development or test")
    if not settings.secret_key or len(settings.secret_key) < 32:
        raise SettingsError(f"{PREFIX}SECRET_KEY is missing or shorter than 32 characters")
    if not settings.data_keys or any(len(key) != 32 for key in settings.data_keys):
        raise SettingsError(f"{PREFIX}DATA_KEYS must hold 32-byte keys in base64")
    _check_media(settings)
    _check_replica(settings)
    _check_signing(settings)
    _check_field_pack(settings)
    _check_sheets(settings)
    _check_warnings(settings)
    _check_days(settings)
    if settings.backup_key and not _is_key(settings.backup_key):
        raise SettingsError(f"{PREFIX}BACKUP_KEY must be 32 bytes in base64")
    if settings.metrics_token and len(settings.metrics_token) < 16:
        raise SettingsError(f"{PREFIX}METRICS_TOKEN is shorter than 16 characters")
    if settings.redis_url and urlsplit(settings.redis_url).scheme not in ("redis", "rediss", "unix"):
        raise SettingsError(f"{PREFIX}REDIS_URL must begin with redis://, rediss:// or unix://")
    if unknown := set(settings.second_factor_roles) - set(Role):
        raise SettingsError(f"{PREFIX}SECOND_FACTOR_ROLES names a role that does not exist: {min(unknown)}")
    origin = urlsplit(settings.public_origin)
    if origin.scheme not in ("http", "https") or not origin.netloc or origin.path:
        raise SettingsError(f"{PREFIX}PUBLIC_ORIGIN must be scheme and host only, such as https://gw.example.cn")


def _check_warnings(settings: Settings) -> None:
    for name in ("warning_certificate_days", "warning_notice_days", "warning_contract_days"):
        days = getattr(settings, name)
        if not days or any(not 0 < day <= 366 for day in days):
            raise SettingsError(f"{PREFIX}{name.upper()} must be days from 1 to 366, comma separated")
    if any(not service.startswith(("https://", "http://127.0.0.1", "http://localhost")) for service in settings.push_services):
        raise SettingsError(f"{PREFIX}PUSH_SERVICES must be https addresses, comma separated")
    if settings.push_contact and not settings.push_contact.startswith(("mailto:", "https://")):
        raise SettingsError(f"{PREFIX}PUSH_CONTACT must begin with mailto: or https://")
    if settings.smtp_url and urlsplit(settings.smtp_url).scheme not in ("smtp", "smtps"):
        raise SettingsError(f"{PREFIX}SMTP_URL must begin with smtp:// or smtps://")
    if settings.smtp_url and "@" not in settings.smtp_from:
        raise SettingsError(f"{PREFIX}SMTP_URL needs {PREFIX}SMTP_FROM")
    if settings.warning_done_days < 1:
        raise SettingsError(f"{PREFIX}WARNING_DONE_DAYS must be 1 or more")


def _check_sheets(settings: Settings) -> None:
    if settings.sheet_rows < 1 or settings.sheet_seconds < 1:
        raise SettingsError(f"{PREFIX}SHEET_ROWS and {PREFIX}SHEET_SECONDS must be 1 or more")
    if settings.sheet_memory_mb < LEAST_SHEET_MB:
        raise SettingsError(f"{PREFIX}SHEET_MEMORY_MB must be {LEAST_SHEET_MB} or more")


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except (ValueError, binascii.Error):
        return False


def _check_media(settings: Settings) -> None:
    if settings.media_addressing not in ("path", "virtual"):
        raise SettingsError(f"{PREFIX}MEDIA_ADDRESSING must be path or virtual")
    if not settings.media_url:
        return
    url = urlsplit(settings.media_url)
    if url.scheme != "s3" or not url.netloc:
        raise SettingsError(f"{PREFIX}MEDIA_URL must be empty for the folder, or s3://bucket/prefix")
    if not settings.media_access_key or not settings.media_secret_key:
        raise SettingsError(f"{PREFIX}MEDIA_URL needs {PREFIX}MEDIA_ACCESS_KEY and {PREFIX}MEDIA_SECRET_KEY")


def _check_days(settings: Settings) -> None:
    for name in ("recheck_days", "extension_days", "escalation_days", "transfer_days"):
        if getattr(settings, name) < 1:
            raise SettingsError(f"{PREFIX}{name.upper()} must be 1 or more")


def _check_signing(settings: Settings) -> None:
    if settings.card_algorithm not in ("ES256", "SM2"):
        raise SettingsError(f"{PREFIX}CARD_ALGORITHM must be ES256 or SM2")
    if settings.cards_per_key < 1:
        raise SettingsError(f"{PREFIX}CARDS_PER_KEY must be 1 or more")
    if settings.pkcs11_module and not settings.pkcs11_pin_file:
        raise SettingsError(f"{PREFIX}PKCS11_MODULE needs {PREFIX}PKCS11_PIN_FILE")


def _check_field_pack(settings: Settings) -> None:
    if settings.field_pack_tries < 1 or settings.field_pack_lock_s < 1:
        raise SettingsError(f"{PREFIX}FIELD_PACK_TRIES and {PREFIX}FIELD_PACK_LOCK_S must be 1 or more")
    if not 6 <= settings.field_pack_pin_digits <= 32:
        raise SettingsError(f"{PREFIX}FIELD_PACK_PIN_DIGITS must be from 6 to 32")


def _check_replica(settings: Settings) -> None:
    if settings.replica_url and settings.database_url.startswith("sqlite"):
        raise SettingsError(f"{PREFIX}REPLICA_URL needs PostgreSQL in {PREFIX}DATABASE_URL")
    if "," in urlsplit(settings.replica_url).netloc:
        raise SettingsError(f"{PREFIX}REPLICA_URL names one replica: what one knows says nothing about another")
