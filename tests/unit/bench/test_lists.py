"""The benchmark of lists leaves none out."""

from __future__ import annotations

import pytest
from flask import Flask

from bench import lists

SEARCHES = {"POST /api/guards/search", "POST /api/units/<uuid:unit_id>/roster/search", "POST /api/tasks/nearby"}


def test_every_route_that_reads_is_measured_or_left_out_for_a_reason(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.rule.startswith("/api/")}
    assert {f"GET {rule}" for rule in rules - set(lists.LEFT_OUT)} | SEARCHES == set(lists.ROUTES)
    assert set(lists.LEFT_OUT) <= rules
    assert all(lists.LEFT_OUT.values())


def test_a_route_is_never_asked_for_a_page_that_there_is_not() -> None:
    """Else it would be measured how quickly one is not found."""
    with pytest.raises(ValueError, match="contract_id"):
        lists._filled("/api/contracts/<uuid:contract_id>", {"client_id": 1})
    assert lists._filled("/api/clients/<uuid:client_id>", {"client_id": 1}) == "/api/clients/1"
