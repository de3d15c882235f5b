"""Whatever the server may answer, the app can say it in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backend.errors import CATALOGUE
from tests.architecture.catalogue import import_everything

WORDS = Path(__file__).parents[2] / "pwa" / "src" / "app" / "words"
_TOKEN = re.compile(r'(?P<key>[A-Za-z_]\w*|"[\w.]+"):|"(?P<text>(?:[^"\\]|\\.)*)"|(?P<open>\{)|(?P<close>\})|//[^\n]*|/\*.*?\*/', re.DOTALL)


def words(language: str) -> dict[str, str]:
    """The dictionary of problems, flat: `unit.uscc_taken` and its words."""
    found: dict[str, str] = {}
    for name in ("firstProblems.ts", "problems.ts"):
        found |= _read((WORDS / language / name).read_text())
    return found


def _read(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    way: list[str] = []
    key = ""
    for token in _TOKEN.finditer(source[source.index("export default") :]):
        if token["key"]:
            key = token["key"].strip('"')
        elif token["text"] is not None:
            found[".".join([*way, key]).removeprefix(".")] = token["text"]
        elif token["open"]:
            way.append(key)
        elif token["close"]:
            way.pop()
    return found


@pytest.fixture(scope="module", autouse=True)
def _everything() -> None:
    import_everything()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_problem_has_words(language: str) -> None:
    assert sorted(set(CATALOGUE) - set(words(language))) == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_words_are_short_and_calm(language: str) -> None:
    for key, text in words(language).items():
        assert 0 < len(text) <= 120, key
        assert "!" not in text, key
        assert "！" not in text, key


def test_both_languages_say_the_same_things() -> None:
    assert set(words("zh-CN")) == set(words("en"))
