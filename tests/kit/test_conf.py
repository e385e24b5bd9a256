"""Settings: typed, documented, loud when wrong."""

from __future__ import annotations

from dataclasses import fields
from ipaddress import ip_network
from pathlib import Path

import pytest

from folkmoot.kit.conf import SETTINGS, Conf, SettingError, read_conf

PAGE = Path(__file__).parents[2] / "docs" / "operate" / "settings.md"


def row(setting):
    default = f"`{setting.default}`" if setting.default else ""
    return f"| `FOLKMOOT_{setting.name}` | {default} | {setting.doc} |"


def test_every_setting_is_in_the_documentation_word_for_word_and_no_other_is():
    written = [line for line in PAGE.read_text().splitlines() if line.startswith("| `FOLKMOOT_")]
    assert written == [row(setting) for setting in SETTINGS]


def test_the_table_and_what_is_read_have_the_same_names():
    assert [field.name for field in fields(Conf)] == [setting.name.lower() for setting in SETTINGS]


def test_nothing_set_is_fine():
    conf = read_conf({"PATH": "/bin"})
    assert conf.data == Path("folkmoot-data")
    assert conf.trusted_proxies == ()
    assert conf.debug is False


def test_values_are_typed():
    conf = read_conf(
        {
            "FOLKMOOT_TRUSTED_PROXIES": "10.0.0.0/8, fd00::1",
            "FOLKMOOT_DEBUG": "Yes",
            "FOLKMOOT_BASE_URL": "https://news.example/",
            "FOLKMOOT_WORKERS": "3",
            "FOLKMOOT_METRICS_BIND": "[::1]:9464",
        }
    )
    assert conf.metrics_bind == ("::1", 9464)
    assert conf.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("fd00::1/128"))
    assert (conf.debug, conf.base_url, conf.workers) == (True, "https://news.example", 3)


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("FOLKMOOT_BASEURL", "FOLKMOOT_BASE_URL"), ("FOLKMOOT_TRUSTED_PROXY", "FOLKMOOT_TRUSTED_PROXIES")],
)
def test_an_unknown_name_is_refused_with_the_nearest(wrong, nearest):
    with pytest.raises(SettingError, match=f"{wrong} is not a setting of Folkmoot; the nearest is {nearest}"):
        read_conf({wrong: "1"})


def test_names_for_tests_are_left_alone():
    read_conf({"FOLKMOOT_SHARED": "/somewhere", "FOLKMOOT_TEST_DATABASE": "postgres"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "0"),
        ("WORKERS", "two"),
        ("MAX_BODY_BYTES", "-1"),
        ("HOLD_AFTER_COMMENTS", "1.5"),
        ("DEBUG", "perhaps"),
        ("BASE_URL", "news.example"),
        ("BASE_URL", "https://news.example/blog"),
        ("TRUSTED_PROXIES", "10.0.0.0/33"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "loud"),
        ("METRICS_TOKEN", "short"),
        ("METRICS_BIND", "9464"),
        ("METRICS_BIND", "127.0.0.1"),
        ("METRICS_BIND", "127.0.0.1:99999"),
        ("METRICS_BIND", "127.0.0.1:9464/metrics"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_by_name_with_what_it_is_for(name, value):
    doc = next(setting.doc for setting in SETTINGS if setting.name == name)
    with pytest.raises(SettingError) as refused:
        read_conf({f"FOLKMOOT_{name}": value})
    assert str(refused.value).startswith(f"FOLKMOOT_{name} cannot be {value!r}: ")
    assert str(refused.value).endswith(doc)


def test_a_secret_may_be_a_file(tmp_path):
    secret = tmp_path / "url"
    secret.write_text("postgres://a:b@c/d\n")
    assert read_conf({"FOLKMOOT_DATABASE_URL_FILE": str(secret)}).database_url == "postgres://a:b@c/d"


def test_a_secret_file_that_is_missing_is_said():
    with pytest.raises(SettingError, match="FOLKMOOT_DATABASE_URL_FILE cannot be read: No such file"):
        read_conf({"FOLKMOOT_DATABASE_URL_FILE": "/nowhere/at/all"})


def test_a_secret_that_cannot_be_read_is_not_shown():
    with pytest.raises(SettingError) as refused:
        read_conf({"FOLKMOOT_STRIPE_KEY": "sk-live-mistyped"})
    assert "mistyped" not in str(refused.value)
    assert "FOLKMOOT_STRIPE_KEY cannot be read: must read like sk_live_" in str(refused.value)


@pytest.mark.parametrize("missing", ["STRIPE_WEBHOOK_SECRET", "STRIPE_ACCOUNT"])
def test_stripe_is_set_up_as_a_whole_or_not_at_all(missing):
    whole = {"STRIPE_KEY": "sk_test_12345678", "STRIPE_WEBHOOK_SECRET": "whsec_12345678", "STRIPE_ACCOUNT": "acct_1"}
    assert read_conf({f"FOLKMOOT_{name}": value for name, value in whole.items()}).stripe_account == "acct_1"
    with pytest.raises(SettingError, match=f"needs FOLKMOOT_{missing}"):
        read_conf({f"FOLKMOOT_{name}": value for name, value in whole.items() if name != missing})
