"""docs/card-format.md says what the code does, to the last digit."""

import re
from pathlib import Path

import pytest

from backend.cards import front, pen
from backend.certificates import card_fields, qr
from backend.certificates import credential as c
from tests.vectors import make_credential as vectors

DOC = (Path(__file__).parents[3] / "docs" / "card-format.md").read_text(encoding="utf-8")
EXAMPLE = DOC[DOC.index("## A worked example") : DOC.index("## Certificate numbers")]
SIGNED = c.sign(vectors.MEDIAN, 7, vectors.ISSUING)


def block(title: str) -> str:
    """The indented lines under a title, without what explains them or any space."""
    lines = EXAMPLE[EXAMPLE.index(title) :].split("\n\n")[1].splitlines()
    return "".join(re.split(r"\s{3,}", line.strip())[0].replace(" ", "") for line in lines)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Public key", c.dump_public_key(vectors.ISSUING.public_key()).hex()),
        ("Content, piece", card_fields.encode(vectors.MEDIAN).hex()),
        ("Sig_structure, what", c.sig_structure(7, card_fields.encode(vectors.MEDIAN)).hex()),
        ("Payload, 116 bytes", SIGNED.hex()),
        ("Digits, 279 of them", c.to_digits(SIGNED)),
    ],
)
def test_the_worked_example_is_true(title: str, expected: str) -> None:
    assert block(title) == expected


def test_the_example_names_the_fields_of_the_vector() -> None:
    shown = vectors.shown(vectors.MEDIAN)
    for value in ("number", "name", "issued_on", "status_index", "photo_digest"):
        assert f"`{shown[value]}`" in EXAMPLE


@pytest.mark.parametrize(
    "bound",
    [
        f"at most {c.MAX_DIGITS} digits, at most {c.MAX_PAYLOAD_BYTES} bytes",
        f"1 to {card_fields.MAX_NUMBER_BYTES} bytes",
        f"1 to {card_fields.MAX_NAME_BYTES} bytes",
        f"at most {card_fields.MAX_DAY} ",
        f"at most {card_fields.MAX_STATUS_INDEX} ",
    ],
)
def test_the_bounds_are_those_of_the_code(bound: str) -> None:
    assert bound in DOC


def test_the_printed_sizes_are_those_of_the_code() -> None:
    widest = front.CODE_MAX / pen.DPI * 25.4
    assert f"between {qr.SMALLEST_AT_Q_MM:.0f} and {widest:.1f} mm" in DOC
    assert "{} x {} pixels".format(*pen.SIZE) in DOC


def test_every_outcome_is_explained() -> None:
    outcomes = {case["outcome"] for case in vectors.build()["cases"]}
    assert {f"`{outcome}`" for outcome in outcomes} <= set(re.findall(r"`[a-z_]+`", DOC))


def test_the_smallest_and_largest_content_are_those_named() -> None:
    smallest = 1 + 2 + 2 + 1 + 1 + 1 + 1
    largest = c.MAX_PAYLOAD_BYTES - c.HEADER_BYTES - c.SIGNATURE_BYTES
    assert f"| {smallest} to {largest} | content" in DOC
