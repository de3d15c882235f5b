"""`flask accounts create-administrator`: a new installation's first way in."""

from __future__ import annotations

from flask import Flask

from tests.demo.conftest import run
from tests.factories.second_factor import add_passkey
from tests.support.world import Browser, World


def test_the_printed_password_opens_the_first_account_and_must_be_changed(app: Flask) -> None:
    printed = run(app, "accounts", "create-administrator", "root1", "--name", "林管理")
    password = printed.rsplit(maxsplit=1)[-1]
    browser = Browser(app)
    answer = browser.sign_in("root1", password)
    assert answer.status_code == 200
    assert answer.json["must_change_password"]
    assert answer.json["account"]["role"] == "system_administrator"
    assert "whole" in run(app, "audit", "verify")


def test_a_user_name_is_given_once(app: Flask) -> None:
    run(app, "accounts", "create-administrator", "root1", "--name", "林管理")
    result = app.test_cli_runner().invoke(args=["accounts", "create-administrator", "root1", "--name", "陈管理"])
    assert result.exit_code == 1
    assert "already" in result.output


def test_a_user_name_nobody_could_type_is_refused(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["accounts", "create-administrator", "管理员", "--name", "林管理"])
    assert result.exit_code == 1
    assert "user_name" in result.output


def test_the_operator_helps_an_administrator_whom_no_colleague_can(app: Flask, world: World) -> None:
    name = world.account("system_administrator", None)
    browser = world.browser(name)
    command = ["accounts", "reset-second-factor", name, "--reason", "手机丢失"]
    assert "has no second factor" in app.test_cli_runner().invoke(args=command).output
    add_passkey(browser)
    run(app, *command)
    assert browser.get("/session").json["account"] is None
    assert world.browser().sign_in(name).json["second_factor"] == "none"
    assert "whole" in run(app, "audit", "verify")
