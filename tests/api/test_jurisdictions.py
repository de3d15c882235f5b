"""Divisions are the real ones; agencies form one tree over them."""

from backend.extensions import db
from backend.jurisdictions.models import Agency, Division
from tests.support.world import TIANHE, World


def test_guangdong_is_there_whole(world: World) -> None:
    with world.app.app_context():
        rows = db.session.execute(db.select(Division.level, db.func.count()).group_by(Division.level)).all()
    assert dict(rows) == {"province": 1, "city": 21, "county": 122, "township": 1757}


def test_each_agency_lies_within_the_reach_of_its_parent_and_of_no_sibling(world: World) -> None:
    with world.app.app_context():
        agencies = {agency.code: agency for agency in db.session.scalars(db.select(Agency))}
    for agency in agencies.values():
        assert len(agency.code) == 12
        assert agency.code.startswith(agency.reach_prefix)
        if agency.parent_code:
            parent = agencies[agency.parent_code]
            assert agency.reach_prefix.startswith(parent.reach_prefix)
            assert agency.reach_prefix != parent.reach_prefix
    prefixes = [agency.reach_prefix for agency in agencies.values()]
    assert len(prefixes) == len(set(prefixes))


def test_the_reach_by_code_is_the_reach_by_tree(world: World) -> None:
    with world.app.app_context():
        agencies = {agency.code: agency for agency in db.session.scalars(db.select(Agency))}

    def above(code: str) -> set[str]:
        found = {code}
        while parent := agencies[code].parent_code:
            found.add(parent)
            code = parent
        return found

    for code in list(agencies)[::37]:
        by_code = {other.code for other in agencies.values() if code.startswith(other.reach_prefix)}
        assert by_code == above(code)


def test_dongguan_and_zhongshan_have_town_bureaus_and_no_counties(world: World) -> None:
    with world.app.app_context():
        for city in ("441900000000", "442000000000"):
            bureaus = db.session.scalars(db.select(Agency).where(Agency.parent_code == city)).all()
            assert {bureau.level for bureau in bureaus} == {"county"}
            assert all(len(bureau.division_code) == 9 for bureau in bureaus)
        assert db.session.get(Agency, "441900101000").name == "东莞市公安局石碣分局"


def test_names_of_bureaus_are_those_people_say(world: World) -> None:
    names = {row["name"] for row in world.officer().get("/agencies?level=county&limit=100").json["items"]}
    assert "广州市公安局天河分局" in names


def test_an_officer_sees_the_agencies_of_the_own_area_only(world: World) -> None:
    codes = {row["code"] for row in world.officer(TIANHE).get("/agencies?limit=100").json["items"]}
    assert TIANHE in codes
    assert all(code.startswith("440106") for code in codes)


def test_divisions_are_found_by_parent_and_by_name(world: World) -> None:
    officer = world.officer()
    assert len(officer.get("/divisions?parent_code=4401&limit=100").json["items"]) == 11
    assert officer.get("/divisions?q=天河&level=county").json["items"][0]["code"] == "440106"
