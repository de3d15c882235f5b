"""The extensions, unbound; `create_app` binds them. Importing this has no effect."""

from __future__ import annotations

from typing import cast

from flask import current_app
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

from backend.clock import Clock
from backend.config import Settings
from backend.crypto import Keyring
from backend.openapi import Api

db = SQLAlchemy()
"""For its session and engine; the tables are on `backend.database.Base`, which needs no app."""
login_manager = LoginManager()
migrate = Migrate()
api = Api()


def settings() -> Settings:
    """The settings of the running app."""
    return cast(Settings, current_app.extensions["settings"])


def keyring() -> Keyring:
    """The keys that protect data at rest."""
    return cast(Keyring, current_app.extensions["keyring"])


def clock() -> Clock:
    """The clock of the running app; a test may have replaced it."""
    return cast(Clock, current_app.extensions["clock"])
