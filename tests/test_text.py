"""Both languages say the same things."""

import pytest

from sim import text


@pytest.mark.parametrize("area", text.areas())
def test_both_languages_have_the_same_keys(area):
    assert set(text.texts(area, "zh")) == set(text.texts(area, "en"))


@pytest.mark.parametrize("area", text.areas())
def test_both_languages_have_the_same_fields(area):
    english = text.texts(area, "en")
    for key, chinese in text.texts(area, "zh").items():
        assert text.fields(chinese) == text.fields(english[key]), key


@pytest.mark.parametrize("lang", text.LANGUAGES)
@pytest.mark.parametrize("area", text.areas())
def test_no_text_is_empty(area, lang):
    assert [key for key, words in text.texts(area, lang).items() if not words.strip()] == []


def test_values_fill_the_fields():
    assert "abc123" in text.say("report.run_line", "en", run="abc123")
    assert "abc123" in text.say("report.run_line", "zh", run="abc123")


def test_an_unknown_key_names_the_nearest():
    with pytest.raises(KeyError, match=r"nearest: 'report\.run_line'"):
        text.say("report.run_lime", "en")


def test_an_unknown_area_names_the_nearest():
    with pytest.raises(KeyError, match="nearest: 'report'"):
        text.say("reprot.run_line", "en")


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="zh, en"):
        text.say("report.run_line", "fr")


def test_a_missing_value_is_named():
    with pytest.raises(KeyError, match="run"):
        text.say("report.run_line", "en")
