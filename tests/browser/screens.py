"""Every screen of the app, by the person who sees it: for the accessibility test and for looking at."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import expect

from backend.demo.ids import named
from tests.browser.phone import Phone


@dataclass(frozen=True)
class Screen:
    """One screen. `path` may name {unit}, {site}, {guard}, {certificate}, {inspection}, {account}, {check}, {device}, {alert},
    {notice}, {watch}, {contract}."""

    name: str
    role: str
    path: str


SCREENS = (
    Screen("sign-in", "", "/sign-in"),
    Screen("scan", "station_officer", "/scan"),
    Screen("checks", "station_officer", "/scan/checks"),
    Screen("check", "station_officer", "/scan/checks/{check}"),
    Screen("queue", "station_officer", "/queue"),
    Screen("field-pack", "station_officer", "/field-pack"),
    Screen("hand-in", "station_officer", "/hand-in"),
    Screen("inspections", "station_officer", "/inspections"),
    Screen("inspection", "station_officer", "/inspections/{inspection}"),
    Screen("visit-start", "station_officer", "/inspections/start"),
    Screen("visit-join", "station_officer", "/inspections/join"),
    Screen("settings", "station_officer", "/settings"),
    Screen("password", "station_officer", "/settings/password"),
    Screen("own-sessions", "station_officer", "/settings/sessions"),
    Screen("second-factor", "station_officer", "/settings/second-factor"),
    Screen("own-devices", "station_officer", "/settings/devices"),
    Screen("devices", "city_officer", "/devices"),
    Screen("device", "city_officer", "/devices/{device}"),
    Screen("alerts", "city_officer", "/alerts"),
    Screen("alert", "city_officer", "/alerts/{alert}"),
    Screen("notices", "city_officer", "/notices"),
    Screen("notice", "city_officer", "/notices/{notice}"),
    Screen("quarantine", "city_officer", "/quarantine"),
    Screen("quarantined", "city_officer", "/quarantine/{command}"),
    Screen("conflicts", "city_officer", "/conflicts"),
    Screen("conflict", "city_officer", "/conflicts/{conflict}"),
    Screen("tasks", "city_officer", "/tasks"),
    Screen("task", "city_officer", "/tasks/{task}"),
    Screen("plan", "station_officer", "/plan"),
    Screen("units", "city_officer", "/units"),
    Screen("unit", "city_officer", "/units/{unit}"),
    Screen("unit-new", "city_officer", "/units/new"),
    Screen("unit-edit", "city_officer", "/units/{unit}/edit"),
    Screen("unit-roster", "city_officer", "/units/{unit}/roster"),
    Screen("unit-contracts", "city_officer", "/units/{unit}/contracts"),
    Screen("guards", "city_officer", "/guards"),
    Screen("guard", "city_officer", "/guards/{guard}"),
    Screen("guard-new", "city_officer", "/guards/new"),
    Screen("guard-edit", "city_officer", "/guards/{guard}/edit"),
    Screen("certificates", "city_officer", "/certificates"),
    Screen("certificate", "city_officer", "/certificates/{certificate}"),
    Screen("cards", "city_officer", "/cards"),
    Screen("card-template", "city_officer", "/cards/template"),
    Screen("accounts", "city_officer", "/accounts"),
    Screen("account", "city_officer", "/accounts/{account}"),
    Screen("account-new", "city_officer", "/accounts/new"),
    Screen("audit", "city_officer", "/audit"),
    Screen("jobs", "city_officer", "/jobs"),
    Screen("roster", "company_manager", "/roster"),
    Screen("no-permission", "company_manager", "/no-permission"),
    Screen("imports", "company_manager", "/units/{unit}/imports"),
    Screen("clients", "company_manager", "/roster/clients"),
    Screen("transfers", "company_manager", "/transfers"),
    Screen("transfer", "company_manager", "/transfers/{transfer}"),
    Screen("guard-file", "company_manager", "/employments/{employment}/file"),
    Screen("sites", "company_manager", "/sites"),
    Screen("site", "company_manager", "/sites/{site}"),
    Screen("contracts", "company_manager", "/contracts"),
    Screen("contract", "company_manager", "/contracts/{contract}"),
    Screen("contract-edit", "company_manager", "/contracts/{contract}/edit"),
    Screen("contract-new", "company_manager", "/units/{unit}/contracts/new"),
    Screen("site-needs", "company_manager", "/sites/{site}/needs"),
    Screen("site-new", "company_manager", "/sites/new"),
    Screen("manager-guard", "company_manager", "/guards/{guard}"),
    Screen("manager-inspections", "company_manager", "/inspections"),
    Screen("warnings", "company_manager", "/warnings"),
    Screen("warning-settings", "company_manager", "/settings/warnings"),
    Screen("colleagues", "company_manager", "/colleagues"),
    Screen("certificate-check", "company_manager", "/certificate-check"),
    Screen("watches", "company_manager", "/watches"),
    Screen("watch", "company_manager", "/watches/{watch}"),
    Screen("manager-notices", "company_manager", "/notices"),
    Screen("manager-notice", "company_manager", "/notices/{notice}"),
    Screen("notice-answer", "company_manager", "/notices/{notice}/answer"),
    Screen("administrator-accounts", "system_administrator", "/accounts"),
    Screen("keys", "system_administrator", "/keys"),
    Screen("key-certificates", "system_administrator", "/keys/1/certificates"),
    Screen("log", "system_administrator", "/log"),
    Screen("join", "", "/join#nothing"),
    Screen("own-card", "", "/card"),
    Screen("lookup", "", "/lookup"),
    Screen("lookup-card", "", "/c/{card}"),
    Screen("unsent", "", "/unsent"),
    Screen("not-found", "", "/no-such-page"),
)


WAITING = (("command", "/api/quarantine?state=decided"), ("command", "/api/quarantine"), ("conflict", "/api/conflicts"))


def places(phone: Phone) -> dict[str, str]:
    """What the paths' names stand for; asked of the server as the signed-in person."""
    story = phone.server.story
    ask = "path => fetch(path).then(answer => answer.json())"
    found = {"unit": str(story.unit_id), "site": str(story.site_id), "guard": str(story.guards["valid"].id), "watch": str(named("watch"))}
    lists = {"inspection": "/api/inspections", "account": "/api/accounts", "check": "/api/verifications", "device": "/api/devices"}
    lists["notice"] = f"/api/notices?unit_id={found['unit']}"
    lists["transfer"] = f"/api/units/{found['unit']}/transfers?state=open"
    lists["contract"] = f"/api/units/{found['unit']}/contracts?state=draft"
    tasks = [("task", "/api/tasks?kind=recheck"), ("task", "/api/tasks")]
    for name, path in [*lists.items(), ("alert", "/api/alerts?state=settled"), ("alert", "/api/alerts"), *WAITING, *tasks]:
        items = phone.page.evaluate(ask, path).get("items")
        if items:
            found[name] = items[0]["id"]
    employments = phone.page.evaluate(ask, f"/api/guards/{found['guard']}/employments").get("items")
    if employments:
        found["employment"] = employments[0]["id"]
    certificates = phone.page.evaluate(ask, f"/api/guards/{found['guard']}/certificates").get("items")
    if certificates:
        found["certificate"] = certificates[0]["id"]
        found["card"] = certificates[0]["public_url"].rsplit("/", 1)[-1]
    return found


def show(phone: Phone, screen: Screen, names: dict[str, str]) -> None:
    """Open a screen and wait until nothing on it is still loading."""
    phone.open(screen.path.format(**names))
    expect(phone.page.locator("h1").first).to_be_attached()
    phone.page.wait_for_load_state("networkidle")
    expect(phone.page.locator(".skeleton")).to_have_count(0)
