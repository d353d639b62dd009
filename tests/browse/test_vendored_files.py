"""The vendored front-end files are exactly those that were published."""

import hashlib

from tests.data.transcript import ROOT

VENDOR = ROOT / "static" / "vendor"


def test_every_vendored_file_has_its_checksum_and_every_package_its_licence() -> None:
    lines = (VENDOR / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {line.partition("  ")[2]: line.partition("  ")[0] for line in lines}
    files = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.glob("*/*")}
    assert files.keys() == sums.keys()
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sums[name], name
    for package in {name.partition("/")[0] for name in files}:
        assert f"{package}/LICENSE" in files
