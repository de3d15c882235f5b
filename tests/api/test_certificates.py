"""Issuing certificates, what may be done with them afterwards, their cards, and the trusted keys."""

from __future__ import annotations

import io
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
import zxingcpp
from PIL import Image

from backend.certificates import credential
from backend.certificates.credential import TrustedKey
from backend.certificates.keys import ensure_signing_key
from backend.extensions import db
from tests.factories.certificates import act, candidate, certificate, days_ago, number_of, replace, today
from tests.support.world import FUTIAN, GUANGZHOU, PROVINCE, SHENZHEN, SHIPAI, TIANHE, Browser, World

ORIGIN = "https://gw.example.cn"


@pytest.fixture
def officer(world: World) -> Browser:
    """An officer of the city's police, who issues certificates."""
    return world.officer(GUANGZHOU)


def issue(browser: Browser, guard_id: UUID, world: World, **more: object):
    values = {"guard_id": str(guard_id), "issued_on": today(world).isoformat(), "expires_on": None, **more}
    return browser.post("/certificates", values)


def do(browser: Browser, certificate_id: UUID | str, what: str, day: object, reason: str = "执法检查发现问题"):
    return browser.post(f"/certificates/{certificate_id}/{what}", {"reason": reason, "effective_on": str(day)})


class TestIssuing:
    def test_a_city_officer_issues_a_certificate(self, world: World, officer: Browser) -> None:
        guard_id = candidate(world)
        response = issue(officer, guard_id, world)
        assert response.status_code == 201, response.text
        issued = response.json
        assert issued["state"] == "valid"
        assert issued["agency_name"] == "广州市公安局"
        assert issued["state_since"] == today(world).isoformat()
        assert issued["allowed_acts"] == ["suspend", "revoke", "cancel", "replace"]
        assert issued["number"] == "44012026000001"
        shown = officer.get(f"/guards/{guard_id}").json
        assert (shown["certificate_number"], shown["certificate_state"]) == (issued["number"], "valid")

    def test_numbers_count_on_within_agency_and_year(self, world: World, officer: Browser) -> None:
        first, second, before = (candidate(world) for _ in range(3))
        assert issue(officer, first, world).json["number"] == "44012026000001"
        assert issue(officer, second, world).json["number"] == "44012026000002"
        assert issue(officer, before, world, issued_on="2025-05-05").json["number"] == "44012025000001"
        other = candidate(world, FUTIAN)
        assert issue(world.officer(SHENZHEN), other, world).json["number"] == "44032026000001"

    def test_a_number_entered_by_hand_is_passed_over(self, world: World, officer: Browser) -> None:
        issue(officer, candidate(world), world, number="4401 2026 000001")
        assert issue(officer, candidate(world), world).json["number"] == "44012026000002"

    def test_an_agency_may_have_a_pattern_of_its_own(self, world: World, officer: Browser) -> None:
        result = world.app.test_cli_runner().invoke(args=["certificates", "pattern", GUANGZHOU, "粤保{year}-{sequence:04}"])
        assert result.exit_code == 0, result.output
        assert issue(officer, candidate(world), world).json["number"] == "粤保2026-0001"
        wrong = world.app.test_cli_runner().invoke(args=["certificates", "pattern", GUANGZHOU, "{year}"])
        assert wrong.exit_code == 1

    def test_a_pattern_without_numbers_left_is_named(self, world: World, officer: Browser) -> None:
        world.app.test_cli_runner().invoke(args=["certificates", "pattern", GUANGZHOU, "{year}-{sequence:01}"])
        answers = [issue(officer, candidate(world), world) for _ in range(10)]
        assert [answer.status_code for answer in answers] == [201] * 9 + [409]
        assert answers[-1].json["code"] == "certificate.numbers_exhausted"

    def test_an_existing_number_is_accepted_as_it_is_and_only_once(self, world: World, officer: Browser) -> None:
        given = issue(officer, candidate(world), world, number=" 粤Ａ-2019 00123 ")
        assert given.json["number"] == "粤A-201900123"
        again = issue(officer, candidate(world), world, number="粤a-201900123")
        assert (again.status_code, again.json["code"]) == (409, "certificate.number_taken")

    def test_a_person_holds_one_open_certificate(self, world: World, officer: Browser) -> None:
        guard_id = candidate(world)
        issue(officer, guard_id, world)
        again = issue(officer, guard_id, world)
        assert (again.status_code, again.json["code"]) == (409, "certificate.already_open")

    def test_a_certificate_needs_a_photo(self, world: World, officer: Browser) -> None:
        refused = issue(officer, candidate(world, photo=False), world)
        assert (refused.status_code, refused.json["code"]) == (409, "certificate.guard_without_photo")

    def test_it_begins_neither_tomorrow_nor_after_its_end(self, world: World, officer: Browser) -> None:
        guard_id = candidate(world)
        tomorrow = issue(officer, guard_id, world, issued_on=str(days_ago(world, -1)))
        assert (tomorrow.status_code, tomorrow.json["code"]) == (422, "certificate.effective_on_out_of_range")
        assert tomorrow.json["latest"] == today(world).isoformat()
        ended = issue(officer, guard_id, world, expires_on=str(today(world)))
        assert (ended.status_code, ended.json["code"]) == (422, "certificate.expires_before_issue")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("issued_on", "0001-01-01"),
            ("issued_on", "2026-02-30"),
            ("issued_on", 20261123),
            ("expires_on", "9999-12-31"),
            ("number", "9" * 49),
            ("number", "证\u202e1"),
            ("number", "   "),
            ("guard_id", "1 OR 1=1"),
            ("state", "valid"),
        ],
    )
    def test_what_cannot_be_is_refused_by_name(self, world: World, officer: Browser, field: str, value: object) -> None:
        values = {"guard_id": str(candidate(world)), "issued_on": str(today(world)), field: value}
        refused = officer.post("/certificates", values)
        assert refused.status_code == 422, refused.text
        assert refused.json["errors"][0]["field"] == field

    def test_a_guard_outside_the_reach_does_not_exist(self, world: World) -> None:
        refused = issue(world.officer(SHENZHEN), candidate(world, TIANHE), world)
        assert (refused.status_code, refused.json["code"]) == (404, "not_found")

    def test_only_the_citys_police_issue(self, world: World) -> None:
        guard_id = candidate(world)
        for agency in (PROVINCE, TIANHE, SHIPAI):
            assert issue(world.officer(agency), guard_id, world).status_code == 403

    def test_the_same_command_twice_issues_once(self, world: World, officer: Browser) -> None:
        guard_id, key = candidate(world), uuid4()
        values = {"guard_id": str(guard_id), "issued_on": str(today(world)), "expires_on": None}
        first, second = (officer.post("/certificates", values, key=key) for _ in range(2))
        assert first.json == second.json
        assert len(officer.get(f"/guards/{guard_id}/certificates").json["items"]) == 1


class TestBars:
    """Reg. art. 17, judged on the day of issue."""

    def test_three_years_must_pass_after_a_revocation(self, world: World, officer: Browser) -> None:
        guard_id = candidate(world)
        act(world, certificate(world, guard_id), "revoke", days=10)
        refused = issue(officer, guard_id, world)
        assert (refused.status_code, refused.json["code"]) == (409, "certificate.barred")
        assert [error["code"] for error in refused.json["errors"]] == ["reg_17_3"]
        world.clock.forward(days=3 * 366)
        assert issue(world.browser(world.officer_name(GUANGZHOU)), guard_id, world).status_code == 201

    def test_two_revocations_bar_for_good(self, world: World) -> None:
        guard_id = candidate(world)
        act(world, certificate(world, guard_id), "revoke")
        world.clock.forward(days=4 * 365)
        act(world, certificate(world, guard_id), "revoke")
        world.clock.forward(days=30 * 365)
        refused = issue(world.officer(GUANGZHOU), guard_id, world)
        assert [error["code"] for error in refused.json["errors"]] == ["reg_17_4"]

    def test_nobody_was_certified_before_turning_eighteen(self, world: World, officer: Browser) -> None:
        guard_id = candidate(world, photo=True, born=today(world) - timedelta(days=18 * 366))
        refused = issue(officer, guard_id, world, issued_on=str(days_ago(world, 365)))
        assert [error["code"] for error in refused.json["errors"]] == ["reg_16"]
        assert issue(officer, guard_id, world).status_code == 201

    def test_a_cancelled_certificate_bars_nobody(self, world: World, officer: Browser) -> None:
        guard_id = candidate(world)
        act(world, certificate(world, guard_id), "cancel")
        assert issue(officer, guard_id, world).status_code == 201


class TestActs:
    def test_suspending_and_reinstating(self, world: World, officer: Browser) -> None:
        guard_id = candidate(world)
        certificate_id = certificate(world, guard_id)
        suspended = do(officer, certificate_id, "suspension", days_ago(world, 3), "涉嫌违反条例第三十条").json
        assert (suspended["state"], suspended["state_since"]) == ("suspended", str(days_ago(world, 3)))
        assert suspended["state_reason"] == "涉嫌违反条例第三十条"
        assert suspended["allowed_acts"] == ["reinstate", "revoke", "cancel"]
        assert officer.get(f"/guards/{guard_id}").json["certificate_state"] == "suspended"
        reinstated = do(officer, certificate_id, "reinstatement", today(world)).json
        assert (reinstated["state"], reinstated["state_since"]) == ("valid", str(today(world)))

    @pytest.mark.parametrize(("what", "state"), [("revocation", "revoked"), ("cancellation", "cancelled")])
    def test_an_ended_certificate_stays_ended(self, world: World, officer: Browser, what: str, state: str) -> None:
        certificate_id = certificate(world, candidate(world))
        ended = do(officer, certificate_id, what, today(world)).json
        assert (ended["state"], ended["allowed_acts"]) == (state, [])
        for other in ("suspension", "reinstatement", "revocation", "cancellation"):
            refused = do(officer, certificate_id, other, today(world))
            assert (refused.status_code, refused.json["code"]) == (409, "certificate.not_allowed_in_state")

    def test_a_day_before_the_present_state_or_ahead_is_refused(self, world: World, officer: Browser) -> None:
        certificate_id = certificate(world, candidate(world))
        for day in (days_ago(world, 101), days_ago(world, -1)):
            refused = do(officer, certificate_id, "suspension", day)
            assert (refused.status_code, refused.json["code"]) == (422, "certificate.effective_on_out_of_range")
        assert do(officer, certificate_id, "suspension", days_ago(world, 20)).status_code == 200
        assert do(officer, certificate_id, "reinstatement", days_ago(world, 21)).status_code == 422

    def test_an_act_needs_its_reason(self, world: World, officer: Browser) -> None:
        certificate_id = certificate(world, candidate(world))
        assert do(officer, certificate_id, "suspension", today(world), "  ").json["errors"][0]["field"] == "reason"

    def test_another_citys_certificate_is_seen_but_not_touched(self, world: World) -> None:
        guard_id = candidate(world, FUTIAN, areas=[FUTIAN, TIANHE])
        certificate_id = certificate(world, guard_id, SHENZHEN)
        guangzhou = world.officer(GUANGZHOU)
        assert guangzhou.get(f"/certificates/{certificate_id}").json["allowed_acts"] == []
        refused = do(guangzhou, certificate_id, "suspension", today(world))
        assert (refused.status_code, refused.json["code"]) == (403, "certificate.other_agency")

    def test_outside_the_reach_a_certificate_does_not_exist(self, world: World) -> None:
        certificate_id = certificate(world, candidate(world, TIANHE))
        elsewhere = world.officer(SHENZHEN)
        hidden, missing = elsewhere.get(f"/certificates/{certificate_id}"), elsewhere.get(f"/certificates/{uuid4()}")
        assert hidden.status_code == 404
        assert {**hidden.json, "request_id": ""} == {**missing.json, "request_id": ""}
        assert do(elsewhere, certificate_id, "revocation", today(world)).status_code == 404

    def test_each_act_is_in_the_history(self, world: World, officer: Browser) -> None:
        certificate_id = certificate(world, candidate(world))
        do(officer, certificate_id, "suspension", days_ago(world, 5), "停岗调查")
        events = officer.get(f"/certificates/{certificate_id}/events").json["items"]
        assert [event["act"] for event in events] == ["suspend", "issue"]
        assert (events[0]["on"], events[0]["reason"]) == (str(days_ago(world, 5)), "停岗调查")
        assert events[0]["agency_name"] == "广州市公安局"
        assert events[0]["account_name"]

    def test_each_act_is_in_the_audit_whose_chain_stays_whole(self, world: World, officer: Browser) -> None:
        certificate_id = certificate(world, candidate(world))
        do(officer, certificate_id, "revocation", today(world))
        events = officer.get(f"/audit-events?subject_type=certificate&subject_id={certificate_id}").json["items"]
        assert [event["action"] for event in events] == ["revoke", "issue"]
        assert events[0]["before"]["state"] == "valid"
        assert world.app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 0


class TestReplacing:
    def test_the_new_one_has_number_and_card_of_its_own(self, world: World, officer: Browser) -> None:
        guard_id = candidate(world)
        old = officer.get(f"/certificates/{certificate(world, guard_id)}").json
        values = {"reason": "遗失", "issued_on": str(today(world)), "expires_on": None}
        response = officer.post(f"/certificates/{old['id']}/replacement", values)
        assert response.status_code == 201, response.text
        new = response.json
        assert new["number"] != old["number"]
        assert new["public_url"] != old["public_url"]
        before = officer.get(f"/certificates/{old['id']}").json
        assert (before["state"], before["replaced_by_id"]) == ("superseded", new["id"])
        assert officer.get(f"/guards/{guard_id}").json["certificate_number"] == new["number"]

    def test_an_expired_one_is_replaced_and_a_suspended_one_is_not(self, world: World, officer: Browser) -> None:
        expired = certificate(world, candidate(world), expires_on=days_ago(world, 1))
        assert officer.get(f"/certificates/{expired}").json["allowed_acts"] == ["revoke", "cancel", "replace"]
        values = {"reason": "期满换证", "issued_on": str(today(world)), "expires_on": None}
        assert officer.post(f"/certificates/{expired}/replacement", values).status_code == 201
        suspended = certificate(world, candidate(world))
        act(world, suspended, "suspend")
        assert officer.post(f"/certificates/{suspended}/replacement", values).json["code"] == "certificate.not_allowed_in_state"

    def test_a_replaced_certificate_leads_to_its_successor_only(self, world: World, officer: Browser) -> None:
        guard_id = candidate(world)
        new = replace(world, certificate(world, guard_id))
        states = [row["state"] for row in officer.get(f"/guards/{guard_id}/certificates").json["items"]]
        assert states == ["valid", "superseded"]
        assert officer.get(f"/guards/{guard_id}/certificates").json["items"][0]["id"] == str(new)


class TestLists:
    def test_by_state_of_today(self, world: World, officer: Browser) -> None:
        valid = certificate(world, candidate(world), expires_on=today(world))
        expired = certificate(world, candidate(world), expires_on=days_ago(world, 1))
        suspended = certificate(world, candidate(world))
        act(world, suspended, "suspend")
        for state, expected in (("valid", valid), ("expired", expired), ("suspended", suspended)):
            items = officer.get(f"/certificates?state={state}").json["items"]
            assert [(row["id"], row["state"]) for row in items] == [(str(expected), state)]

    def test_an_expiry_holds_from_the_next_day(self, world: World, officer: Browser) -> None:
        found = officer.get(f"/certificates/{certificate(world, candidate(world), expires_on=days_ago(world, 3))}").json
        assert (found["state"], found["state_since"]) == ("expired", str(days_ago(world, 2)))

    def test_those_that_expire_soon_the_next_first(self, world: World, officer: Browser) -> None:
        later = certificate(world, candidate(world), expires_on=days_ago(world, -20))
        sooner = certificate(world, candidate(world), expires_on=days_ago(world, -10))
        certificate(world, candidate(world))
        items = officer.get(f"/certificates?expires_before={days_ago(world, -30)}").json["items"]
        assert [row["id"] for row in items] == [str(sooner), str(later)]

    def test_the_expired_page_by_page_the_last_to_expire_first(self, world: World) -> None:
        ages = (5, 1, 9, 3, 1)
        made = {str(certificate(world, candidate(world), expires_on=days_ago(world, age))): age for age in ages}
        for agency in (GUANGZHOU, TIANHE, PROVINCE):
            seen, cursor = [], ""
            while cursor is not None:
                page = world.officer(agency).get(f"/certificates?state=expired&limit=2&cursor={cursor}").json
                seen += [row["id"] for row in page["items"]]
                cursor = page["next_cursor"]
            assert [made[one] for one in seen] == sorted(ages)
            assert set(seen) == set(made)

    def test_page_by_page_each_once(self, world: World, officer: Browser) -> None:
        made = {str(certificate(world, candidate(world))) for _ in range(5)}
        seen, cursor = [], ""
        while cursor is not None:
            page = officer.get(f"/certificates?limit=2&cursor={cursor}").json
            seen += [row["id"] for row in page["items"]]
            cursor = page["next_cursor"]
        assert sorted(seen) == sorted(made)

    def test_a_manager_sees_those_of_his_own_people(self, world: World) -> None:
        unit_id = world.unit()
        own = certificate(world, candidate(world, unit_id=unit_id))
        certificate(world, candidate(world))
        manager = world.manager(unit_id)
        assert [row["id"] for row in manager.get("/certificates").json["items"]] == [str(own)]
        assert manager.get(f"/certificates/{own}").json["allowed_acts"] == []


class TestCards:
    def test_the_printed_code_is_read_and_verified_with_the_trust_list(self, world: World, officer: Browser) -> None:
        certificate_id = certificate(world, candidate(world, name="欧阳𬭊"))
        picture = Image.open(io.BytesIO(officer.get(f"/certificates/{certificate_id}/qr.png").data))
        text = zxingcpp.read_barcodes(picture)[0].text
        assert text == officer.get(f"/certificates/{certificate_id}").json["public_url"]
        trust = {
            key["key_id"]: TrustedKey(urlsafe_b64decode(key["public_key"] + "=")) for key in world.browser().get("/trust-list").json["keys"]
        }
        card = credential.verify(credential.parse_scanned(text, ORIGIN), trust).fields
        assert (card.name, card.number) == ("欧阳𬭊", number_of(world, certificate_id))

    def test_the_card_is_a_picture_with_a_readable_code(self, world: World, officer: Browser) -> None:
        response = officer.get(f"/certificates/{certificate(world, candidate(world))}/card.png")
        assert response.mimetype == "image/png"
        picture = Image.open(io.BytesIO(response.data))
        assert picture.size == (1011, 638)
        assert zxingcpp.read_barcodes(picture)[0].text.startswith(ORIGIN + "/c/")

    def test_the_code_as_svg(self, world: World, officer: Browser) -> None:
        response = officer.get(f"/certificates/{certificate(world, candidate(world))}/qr.svg")
        assert response.mimetype == "image/svg+xml"
        assert response.data.startswith(b"<svg")

    def test_the_code_never_changes(self, world: World, officer: Browser) -> None:
        certificate_id = certificate(world, candidate(world))
        before = officer.get(f"/certificates/{certificate_id}/qr.png").data
        do(officer, certificate_id, "suspension", today(world))
        assert officer.get(f"/certificates/{certificate_id}/qr.png").data == before

    @pytest.mark.parametrize("form", ["qr.png", "qr.svg", "card.png"])
    def test_outside_the_reach_there_is_no_card(self, world: World, form: str) -> None:
        certificate_id = certificate(world, candidate(world))
        assert world.officer(SHENZHEN).get(f"/certificates/{certificate_id}/{form}").status_code == 404


class TestTrustList:
    def test_anybody_reads_it_and_it_is_sent_again_only_when_changed(self, world: World) -> None:
        anybody = world.browser()
        first = anybody.get("/trust-list")
        assert [key["algorithm"] for key in first.json["keys"]] == ["ES256"] * 3  # one in use, two planned
        assert len(urlsafe_b64decode(first.json["keys"][0]["public_key"] + "=")) == 65
        unchanged = anybody.get("/trust-list", headers={"If-None-Match": first.headers["ETag"]})
        assert (unchanged.status_code, unchanged.data) == (304, b"")
        world.app.test_cli_runner().invoke(args=["keys", "rotate", "--at-once"])
        changed = anybody.get("/trust-list", headers={"If-None-Match": first.headers["ETag"]})
        assert changed.status_code == 200
        assert changed.json["version"] > first.json["version"]

    def test_it_holds_no_private_key(self, world: World) -> None:
        assert set(world.browser().get("/trust-list").json["keys"][0]) == {
            "key_id", "algorithm", "public_key", "valid_from", "valid_until", "revoked_at",
        }  # fmt: skip

    def test_a_new_key_signs_and_old_cards_stay_good(self, world: World, officer: Browser) -> None:
        old = certificate(world, candidate(world))
        assert world.app.test_cli_runner().invoke(args=["keys", "rotate", "--at-once"]).exit_code == 0
        new = certificate(world, candidate(world))
        keys = {key["key_id"]: key for key in world.browser().get("/trust-list").json["keys"]}
        assert keys[1]["valid_until"]
        assert keys[1]["revoked_at"] is None
        for certificate_id, key_id in ((old, 1), (new, 3)):
            url = officer.get(f"/certificates/{certificate_id}").json["public_url"]
            assert credential.parse_scanned(url, ORIGIN)[1] == key_id

    def test_a_revoked_key_is_named_as_such_for_ever(self, world: World) -> None:
        arguments = ["keys", "revoke", "1", "--reason", "泄露", "--yes"]
        assert world.app.test_cli_runner().invoke(args=arguments).exit_code == 0
        assert world.browser().get("/trust-list").json["keys"][0]["revoked_at"]
        new = certificate(world, candidate(world))
        url = world.officer(GUANGZHOU).get(f"/certificates/{new}").json["public_url"]
        assert credential.parse_scanned(url, ORIGIN)[1] == 3


class TestAtOnce:
    """Officers who press the button in the same moment."""

    def test_of_two_certificates_for_one_guard_one_is_issued(self, world: World) -> None:
        guard_id, officers = candidate(world), [world.officer(GUANGZHOU) for _ in range(2)]
        answers = together(lambda officer: issue(officer, guard_id, world), officers)
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        assert next(answer for answer in answers if answer.status_code == 409).json["code"] == "certificate.already_open"

    def test_no_two_guards_get_one_number(self, world: World) -> None:
        jobs = [(world.officer(GUANGZHOU), candidate(world)) for _ in range(4)]
        answers = together(lambda job: issue(*job, world), jobs)
        assert {answer.json["number"] for answer in answers} == {f"4401202600000{n}" for n in range(1, 5)}

    def test_of_two_acts_the_second_is_told(self, world: World) -> None:
        certificate_id, officers = certificate(world, candidate(world)), [world.officer(GUANGZHOU) for _ in range(2)]
        answers = together(lambda officer: do(officer, certificate_id, "revocation", today(world)), officers)
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        assert len(officers[0].get(f"/certificates/{certificate_id}/events").json["items"]) == 2

    def test_the_first_key_is_made_once(self, world: World) -> None:
        with world.session():
            db.session.execute(db.text("DELETE FROM signing_keys"))

        def ensure(_: int) -> int:
            with world.session():
                return ensure_signing_key(world.clock.now()).key_id

        assert together(ensure, range(3)) == [1, 1, 1]
        assert len(world.browser().get("/trust-list").json["keys"]) == 1


def together(act: Callable[[Any], Any], arguments: Iterable[Any]) -> list[Any]:
    """What each call gave; all begin at the same moment."""
    waiting = list(arguments)
    start = Barrier(len(waiting))

    def begin(argument: Any) -> Any:
        start.wait()
        return act(argument)

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(begin, waiting))


def test_the_trust_list_names_the_address_that_cards_are_made_for(world: World) -> None:
    assert world.browser().get("/trust-list").json["card_origin"] == "https://gw.example.cn"
