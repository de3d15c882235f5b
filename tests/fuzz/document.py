"""The OpenAPI document, its operations, and how an answer is held against it."""

from __future__ import annotations

import re
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from werkzeug.test import TestResponse

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
BOTH = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def operations(document: dict[str, Any]) -> dict[str, Any]:
    """Every operation of the document by its label, such as `GET /api/units/{unit_id}`."""
    schema = schemathesis.openapi.from_dict(document)
    return {found.label: found for found in (result.ok() for result in schema.get_all_operations())}


def label_of(method: str, rule: str) -> str:
    """The label of a route."""
    path = re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule)
    return f"{method} {path}"


def generate(operation: Any, count: int, seed: int) -> list[Any]:
    """Cases that keep to the document and cases that break it, half of each; fewer where there is nothing to vary."""
    return [case for mode in BOTH for case in _generate(operation, mode, (count + 1) // 2, seed)]


def _generate(operation: Any, mode: GenerationMode, count: int, seed: int) -> list[Any]:
    cases: list[Any] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(max_examples=count, database=None, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode))
    def collect(case: Any) -> None:
        cases.append(case)

    try:
        collect()
    except Unsatisfiable:  # an operation without input cannot be asked wrongly
        return []
    return cases


def check_answer(operation: Any, answer: TestResponse) -> None:
    """The answer is of the form that the document declares for its status. Raises an AssertionError or a group of failures."""
    anything = dict.fromkeys(re.findall(r"{(\w+)}", operation.path), "x")  # a case must name its path; the checks do not read it
    operation.Case(path_parameters=anything).validate_response(answer, checks=CHECKS)
