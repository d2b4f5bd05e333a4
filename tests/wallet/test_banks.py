"""The lender's directory of banks."""

import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.wallet.support.frames import asked, from_frame, save, session_of, token, typed_bank
from tests.wallet.support.server import ROOT
from wallet.banks import DirectoryRefused, read_directory
from wallet.settings import WalletSettings

HEADING = "routing number,name\n"


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "banks.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_directory_is_read_with_and_without_heading(tmp_path: Path) -> None:
    lines = '110000000,First Juniper Bank\n021000021,"Bank, of the East"\n\n'
    names = {"110000000": "First Juniper Bank", "021000021": "Bank, of the East"}
    assert read_directory(written(tmp_path, lines)) == names
    assert read_directory(written(tmp_path, b"\xef\xbb\xbf" + (HEADING + lines).encode())) == names


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEADING + "110000001,Bank\n", "line 2"),
        (HEADING + "110000000\n", "line 2"),
        (HEADING + "110000000,\n", "line 2"),
        (HEADING + "110000000,a\x00b\n", "line 2"),
        (HEADING + "110000000,Bank\nname,again\n", "line 3"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_a_bad_one_is_refused_by_its_line(tmp_path: Path, content: bytes | str, said: str) -> None:
    with pytest.raises(DirectoryRefused, match=said) as refused:
        read_directory(written(tmp_path, content))
    assert "WALLET_BANK_DIRECTORY" in str(refused.value)


def test_the_wallet_does_not_start_without_it(tmp_path: Path) -> None:
    environment = {
        "PORTAL_DEMO": "1",
        "PORTAL_DATA_DIR": str(tmp_path),
        "WALLET_BANK_DIRECTORY": str(tmp_path / "none.csv"),
        "PYTHONPATH": str(ROOT),
        "PATH": "",
    }
    command = [sys.executable, "-m", "wallet"]
    ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"wallet: WALLET_BANK_DIRECTORY: {tmp_path}/none.csv cannot")
    assert ended.stderr.count("\n") == 1


@pytest.fixture
def settings(settings: WalletSettings, tmp_path: Path) -> WalletSettings:
    path = written(tmp_path, "110000000,First Juniper Bank\n")
    return settings.model_copy(update={"wallet_bank_directory": path})


def test_a_form_is_told_the_banks_name_and_the_profile_keeps_it(client: TestClient) -> None:
    one = token(client)
    for number, name in (("110000000", "First Juniper Bank"), ("021000021", None)):
        found = from_frame(client, "bank-name", {"routing_number": number}, one)
        assert found.json() == {"bank_name": name}
    assert from_frame(client, "bank-name", {"routing_number": "1"}, one).status_code == 422
    assert from_frame(client, "bank-name", {"routing_number": "110000000"}).status_code == 401
    assert save(client, one, typed_bank()).json()["bank_name"] == "First Juniper Bank"
    assert asked(client, session_of(one))["payment_profile"]["bank_name"] == "First Juniper Bank"
