"""The benchmark's table tells the truth about its rows."""

import pytest

from bench.rows import Row, table
from bench.sizes import files_of


@pytest.mark.parametrize(("value", "aim", "met"), [(4.0, 5.0, True), (5.0, 5.0, True), (5.1, 5.0, False), (1.0, None, None)])
def test_an_aim_is_met_up_to_its_value(value, aim, met):
    assert Row("start", value, "s", aim).met is met


@pytest.mark.parametrize(("value", "met"), [(0.4, False), (0.5, True), (0.6, True)])
def test_where_more_is_better_an_aim_is_met_from_its_value_on(value, met):
    assert Row("share", value, "", 0.5, more_is_better=True).met is met


def test_a_row_holds_the_agreed_fields():
    row = Row("size", 30.0, "KB", 70.0, 40.0)

    assert row.as_json() == {
        "name": "size",
        "value": 30.0,
        "unit": "KB",
        "reference": 40.0,
        "ratio": 0.75,
        "aim": 70.0,
        "met": True,
        "more_is_better": False,
    }


def test_the_columns_stand_under_each_other_also_beside_chinese():
    lines = table([Row("扫码", 1.0, "s", 2.0), Row("scan", 1.0, "s", 2.0)], {}).splitlines()

    chinese, latin = lines[1], lines[2]
    assert chinese.index("yes") + 2 == latin.index("yes")


def test_a_first_route_counts_what_loads_at_once_and_leaves_out_what_loads_later():
    manifest = {
        "index.html": {"file": "app.js", "css": ["app.css"], "imports": ["_vue.js"], "dynamicImports": ["scan.ts"]},
        "_vue.js": {"file": "vue.js", "imports": ["index.html"]},
        "scan.ts": {"file": "scan.js"},
    }

    assert files_of(manifest, ["index.html"]) == {"app.js", "app.css", "vue.js"}
