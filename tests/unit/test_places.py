"""Where settings are read and data lies, whatever the current directory is."""

from pathlib import Path

import pytest

from portal_app.settings import Settings
from portal_app.toolchain import ROOT
from wallet.settings import WalletSettings

BOTH = pytest.mark.parametrize("settings", [Settings, WalletSettings])


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PORTAL_DATA_DIR", raising=False)
    return tmp_path


@BOTH
def test_settings_are_those_of_the_checkout(settings: type[Settings] | type[WalletSettings]):
    assert settings.model_config["env_file"] == ROOT / ".env"


@BOTH
def test_the_data_folder_is_in_the_checkout(
    settings: type[Settings] | type[WalletSettings], tmp_path: Path
):
    assert settings(_env_file=None).data_dir == ROOT / "var"
    (tmp_path / "env").write_text("PORTAL_DATA_DIR=data\n")
    assert settings(_env_file=tmp_path / "env").data_dir == ROOT / "data"


@BOTH
def test_a_relative_one_in_the_environment_is_the_callers(
    settings: type[Settings] | type[WalletSettings],
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("PORTAL_DATA_DIR", "here")
    assert settings(_env_file=None).data_dir == elsewhere / "here"
