"""The files in deploy/ say what the documents promise: not root, nothing to write but the data, settings that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from ipaddress import ip_network

import pytest
import yaml

from folkmoot.kit.conf import PREFIX, SETTINGS, read_conf
from tests.house.sources import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = ("compose.yaml", "compose.sqlite.yaml")
SETTING = re.compile(rf"\b{PREFIX}[A-Z_]+\b")
EXPOSURE_ALLOWED = 1.5


def compose(name: str) -> dict:
    return yaml.safe_load((DEPLOY / name).read_text("utf-8"))


def instructions() -> list[tuple[str, str]]:
    """Return (instruction, rest) of the Dockerfile, lines that go on joined."""
    text = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def test_every_setting_named_in_deploy_and_in_the_documents_exists():
    known = {PREFIX + setting.name for setting in SETTINGS}
    known |= {f"{name}_FILE" for name in known}
    places = [*DEPLOY.glob("*"), *(ROOT / "docs" / "operate").glob("*.md"), ROOT / "README.md"]
    texts = {path.name: path.read_text("utf-8") for path in places if path.is_file()}
    named = {(name, word) for name, text in texts.items() for word in SETTING.findall(text) if "_TEST_" not in word}
    assert len(named) > 20
    assert sorted(pair for pair in named if pair[1] not in known and not pair[1].endswith("_")) == []


def test_the_image_has_no_root_one_volume_and_locked_packages():
    found = instructions()
    last_stage = found[max(place for place, (word, _) in enumerate(found) if word == "FROM") :]
    assert ("USER", "10001:10001") in last_stage
    assert [rest for word, rest in last_stage if word == "VOLUME"] == ["/data"]
    assert any(word == "HEALTHCHECK" for word, _ in last_stage)
    bases = {rest.split()[0] for word, rest in found if word == "FROM"}
    assert len(bases) == 1
    assert re.fullmatch(r"python:\d+\.\d+-slim-\w+", bases.pop())
    installs = [part for word, rest in found if word == "RUN" for part in rest.split("&&") if "pip install" in part]
    assert installs
    assert all("--require-hashes" in part or "--no-index" in part for part in installs)


@pytest.mark.parametrize("name", COMPOSE)
def test_nothing_in_compose_can_write_where_it_should_not(name):
    services = compose(name)["services"]
    for service in (services["folkmoot"], services["caddy"]):
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert re.search(r":\d", service["image"]) or "build" in service
    assert services["folkmoot"]["volumes"] == ["data:/data"]
    assert "ports" not in services["folkmoot"]


@pytest.mark.parametrize("name", COMPOSE)
def test_in_compose_the_proxys_network_and_nobody_else_is_believed(name):
    whole = compose(name)
    environ = whole["services"]["folkmoot"]["environment"]
    subnet = whole["networks"]["front"]["ipam"]["config"][0]["subnet"]
    conf = read_conf({key: value for key, value in environ.items() if not key.endswith("_FILE") and "$" not in value})
    assert conf.trusted_proxies == (ip_network(subnet),)
    assert environ["FOLKMOOT_BASE_URL"].startswith("https://${NEWS_HOST:?")
    others = [service for key, service in whole["services"].items() if key not in ("folkmoot", "caddy")]
    assert [service for service in others if "front" in service["networks"]] == []


def test_secrets_come_as_files():
    for name in COMPOSE:
        assert "password" not in re.sub(r"postgres_password|POSTGRES_PASSWORD_FILE", "", (DEPLOY / name).read_text())
    assert {"deploy/.env", "deploy/secrets/"} <= set((ROOT / ".gitignore").read_text().split())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_the_unit_is_understood_and_leaves_little_open(tmp_path):
    unit = tmp_path / "folkmoot.service"
    text = (DEPLOY / "folkmoot.service").read_text("utf-8")
    unit.write_text(text.replace("/opt/folkmoot/.venv/bin/folkmoot", "/bin/true"))
    verified = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert [line for line in verified.stderr.splitlines() if "folkmoot.service" in line] == []
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(unit)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", judged.stdout)
    assert exposure is not None
    assert float(exposure[1]) <= EXPOSURE_ALLOWED
