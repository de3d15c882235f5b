"""What no field can mean is found by a quick look at the text exactly where a walk through its values finds it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.errors import Invalid
from backend.fields import refuse_unusable, refuse_unusable_in
from backend.wiring import Application, JsonProvider

PROVIDER = JsonProvider(Application("unit"))
texts = st.text(st.characters(codec=None) | st.sampled_from('\0\ud800\udfff\\u"')) | st.sampled_from(["NaN", "1e5", "3e5-\\u0000"])
numbers = st.integers() | st.floats() | st.integers(2**53 - 3, 2**53 + 3) | st.just(10**40)
values = st.recursive(texts | numbers | st.booleans() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(texts, inner))
encodings = st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32-be"])


def refused(check: Any, *given_: Any) -> bool:
    try:
        check(*given_)
    except Invalid:
        return True
    return False


@given(values, st.booleans(), encodings, st.sampled_from([None, 1]))
@example({"a": "\0"}, False, "utf-16", None)
@example({"a": "\ud800"}, False, "utf-8", None)
@example([-(2**53)], True, "utf-8", 1)
def test_the_quick_look_finds_what_the_walk_finds(value: Any, escaped: bool, encoding: str, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=escaped, indent=indent).encode(encoding, "surrogatepass")
    meant = PROVIDER.loads(text)
    assert refused(refuse_unusable_in, text, meant) == refused(refuse_unusable, meant)


@pytest.mark.parametrize("text", [b'{"a":"\\u0000"}', b'{"a":1e999}', b'[{"b": [-Infinity]}]', b'{"\\ud800":1}', b'"\\u0000"', b"1e999"])
def test_it_refuses_and_does_not_only_agree(text: bytes) -> None:
    assert refused(refuse_unusable_in, text, PROVIDER.loads(text))
