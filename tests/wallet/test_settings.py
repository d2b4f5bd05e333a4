import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wallet.support.server import ROOT
from wallet.keys import new_key, read_or_create
from wallet.settings import SettingsRefused, load_settings

REAL = {
    "wallet_api_key": new_key(),
    "wallet_event_secret": new_key(),
    "wallet_encryption_key": new_key(),
}


def test_the_demo_makes_its_keys_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = load_settings(portal_demo=True, portal_data_dir=tmp_path)
    second = load_settings(portal_demo=True, portal_data_dir=tmp_path)
    assert first.wallet_api_key == second.wallet_api_key
    files = sorted((tmp_path / "keys").iterdir())
    assert [file.name for file in files] == sorted(REAL)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_programs_that_start_at_once_agree_on_a_key(tmp_path: Path) -> None:
    script = "import sys; sys.stdin.read(); from wallet.keys import *; from pathlib import Path;"
    script += f"print(read_or_create(Path({str(tmp_path / 'keys')!r}), 'wallet_api_key'))"
    command = [sys.executable, "-c", script]
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) for _ in range(6)]
    for process in running:  # all have started when the first is let go
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
    keys = {process.communicate()[0] for process in running}
    assert len(keys) == 1
    assert len(list((tmp_path / "keys").iterdir())) == 1


def test_an_empty_key_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.keys.WAIT_SECONDS", 0)
    (tmp_path / "wallet_api_key").touch(mode=0o600)
    with pytest.raises(ValueError, match="wallet_api_key is empty"):
        read_or_create(tmp_path, "wallet_api_key")


@pytest.mark.parametrize("missing", list(REAL))
@pytest.mark.parametrize("value", ["", "changeme", "tooshrt", "change-me-" + "x" * 40])
def test_outside_the_demo_a_missing_or_placeholder_secret_refuses(missing: str, value: str) -> None:
    with pytest.raises(SettingsRefused, match=missing.upper()) as refused:
        load_settings(**{**REAL, missing: value})
    assert value == "" or value not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("wallet_database_url", "mysql://wallet:geheim@db/wallet", "must begin with sqlite:///"),
        ("wallet_database_url", "postgresql://wallet:geheim@db/wallet", "postgresql[+]psycopg"),
        ("wallet_base_url", "https://pay.example.com/wallet", "is not valid: must be an address"),
        ("wallet_base_url", "http://LOCALHOST:9001", "needs another host name"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_in_one_sentence(
    name: str, value: str, said: str
) -> None:
    with pytest.raises(SettingsRefused, match=said) as refused:
        load_settings(**{**REAL, name: value})
    assert "geheim" not in str(refused.value)


def test_real_secrets_are_taken_and_not_shown() -> None:
    settings = load_settings(**{**REAL, "wallet_event_secret": f"{'a' * 40}, {'b' * 40}"})
    assert settings.event_secrets == [b"a" * 40, b"b" * 40]
    assert REAL["wallet_api_key"] not in repr(settings)


@pytest.mark.parametrize("name", ["wallet_base_url", "portal_base_url"])
def test_the_demo_serves_loopback_only(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match=name.upper()):
        load_settings(
            portal_demo=True, portal_data_dir=tmp_path, **{name: "https://pay.example.com"}
        )


@pytest.mark.parametrize(
    "wrong",
    [{"wallet_processor": "other"}, {"wallet_port": "x"}, {"portal_timezone": "Mars/Olympus"}],
)
def test_an_invalid_value_refuses_by_name(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsRefused, match=next(iter(wrong)).upper()):
        load_settings(**REAL, **wrong)


def test_the_process_refuses_in_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "wallet"]
    environment = {"PORTAL_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT), "PATH": ""}
    ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr == (
        "wallet: WALLET_API_KEY is not set; outside the demo the wallet needs it.\n"
    )


def test_defaults_are_in_the_data_folder_and_at_the_portal(tmp_path: Path) -> None:
    settings = load_settings(portal_demo=True, portal_data_dir=tmp_path, portal_port=9123)
    assert settings.database_url == f"sqlite:///{tmp_path}/wallet.sqlite"
    assert settings.event_url == "http://127.0.0.1:9123/webhooks/wallet"
