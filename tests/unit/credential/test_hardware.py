"""Keys in signing hardware (PKCS#11), with SoftHSM: the secret never leaves it, and what it signs is like any other."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from backend import create_app
from backend.certificates import algorithms, credential, keys, lists, publishing, signers
from backend.certificates.algorithms import BY_NAME, ES256
from backend.certificates.models import SigningKey
from backend.certificates.problems import SignerUnavailable
from backend.config import Settings
from backend.extensions import db
from tests.support.world import World
from tests.vectors.make_credential import MEDIAN

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so")
PIN = "4711"


@pytest.fixture(scope="module")
def hardware(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A token of its own, in a folder of its own; the settings that name it."""
    folder = tmp_path_factory.mktemp("hardware")
    (folder / "tokens").mkdir()
    configuration, pin_file = folder / "softhsm2.conf", folder / "pin"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    pin_file.write_text(PIN + "\n")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    words = ["--init-token", "--free", "--label", "gangwei", "--pin", PIN, "--so-pin", "12345678"]
    subprocess.run([str(shutil.which("softhsm2-util")), *words], check=True, capture_output=True)
    yield {"pkcs11_module": next(path for path in MODULES if Path(path).exists()), "pkcs11_pin_file": str(pin_file)}
    del os.environ["SOFTHSM2_CONF"]


@pytest.fixture
def with_hardware(settings: Settings, hardware: dict[str, str]) -> Iterator[Flask]:
    app = create_app(replace(settings, **hardware))
    with app.app_context():
        yield app


def signed(public: bytes, label: str | None, message: bytes) -> bytes:
    return signers.open_signer("ES256", signers.PKCS11, 7, public, None, label).sign(message)


def test_a_key_made_there_signs_there(with_hardware: Flask) -> None:
    assert signers.preferred() == signers.PKCS11
    public, secret, label = signers.new_key(7, BY_NAME["ES256"], signers.PKCS11)
    _, _, another = signers.new_key(7, BY_NAME["ES256"], signers.PKCS11)

    assert secret is None, "it never leaves the hardware"
    assert algorithms.verify(ES256, public, b"message", signed(public, label, b"message"))
    assert not algorithms.verify(ES256, public, b"message", signed(public, another, b"message"))


def test_the_secret_cannot_be_taken_out(with_hardware: Flask) -> None:
    import pkcs11

    _, _, label = signers.new_key(8, BY_NAME["ES256"], signers.PKCS11)
    key = signers._token()._opened().get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=label)

    with pytest.raises(pkcs11.PKCS11Error):
        key[pkcs11.Attribute.VALUE]


def test_a_forked_worker_opens_a_session_of_its_own(with_hardware: Flask) -> None:
    public, _, label = signers.new_key(9, BY_NAME["ES256"], signers.PKCS11)
    pid = os.fork()
    if pid == 0:
        good = algorithms.verify(ES256, public, b"message", signed(public, label, b"message"))
        os._exit(0 if good else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert algorithms.verify(ES256, public, b"again", signed(public, label, b"again"))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the library tidies up in the session that is gone
def test_a_lost_session_is_opened_anew(with_hardware: Flask) -> None:
    public, _, label = signers.new_key(10, BY_NAME["ES256"], signers.PKCS11)
    signers._token()._opened().close()

    assert algorithms.verify(ES256, public, b"message", signed(public, label, b"message"))


def test_a_card_and_the_lists_are_signed_there(world: World, hardware: dict[str, str]) -> None:
    now = world.clock.now() + timedelta(days=2000)  # after the template of all tests was made, by whatever clock
    world.app.extensions["settings"] = replace(world.app.extensions["settings"], **hardware)
    with world.session():
        for purpose in (keys.CARD, keys.LIST):
            planned = keys.plan_key(purpose, now)
            while keys.rotate_key(purpose, now, at_once=True).key_id != planned.key_id:
                pass
        publishing.publish(now)
        card = keys.get_signer(now).sign(MEDIAN)
        kept = db.session.scalars(select(SigningKey).where(SigningKey.signer == signers.PKCS11, SigningKey.private_key.is_not(None))).all()
    read = lists.read_first_trust_list(world.browser().get("/lists/trust").data, "https://gw.example.cn", now)

    assert credential.verify(card, lists.keys_for_cards(read.keys, now)).fields == MEDIAN
    assert kept == []


def test_what_is_missing_is_told(settings: Settings, hardware: dict[str, str], with_hardware: Flask, tmp_path: Path) -> None:
    wrong = tmp_path / "pin"
    wrong.write_text("0000")
    for changed in ({"pkcs11_token": "another"}, {"pkcs11_pin_file": str(tmp_path / "none")}, {"pkcs11_module": ""}):
        with create_app(replace(settings, **{**hardware, **changed})).app_context(), pytest.raises(SignerUnavailable):
            signed(b"", "gangwei-7", b"message")
    with pytest.raises(SignerUnavailable):
        signed(b"", "no such key", b"message")


def test_sm2_stays_embedded(with_hardware: Flask) -> None:
    with pytest.raises(ValueError, match="SM2"):
        signers.new_key(11, BY_NAME["SM2"], signers.PKCS11)
