"""A certificate authority of one's own and a server certificate it signed, made with openssl."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Certificates:
    """PEM files: the authority's certificate, and the server's for 127.0.0.1 and localhost."""

    authority: Path
    certificate: Path
    key: Path


def make(folder: Path, name: str = "Stadtdialog test authority") -> Certificates:
    """Valid for two days; every call makes another authority."""
    folder.mkdir(parents=True, exist_ok=True)
    authority, authority_key = folder / "ca.pem", folder / "ca.key"
    request, certificate, key = folder / "server.csr", folder / "server.pem", folder / "server.key"
    extensions = folder / "server.ext"
    extensions.write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n")
    new_key = ("req", "-newkey", "rsa:2048", "-nodes")
    _openssl(
        *new_key, "-x509", "-days", "2", "-subj", f"/CN={name}", "-keyout", authority_key, "-out", authority
    )
    _openssl(*new_key, "-subj", "/CN=localhost", "-keyout", key, "-out", request)
    signing = ("-CA", authority, "-CAkey", authority_key, "-CAcreateserial", "-days", "2")
    _openssl("x509", "-req", "-in", request, *signing, "-extfile", extensions, "-out", certificate)
    return Certificates(authority, certificate, key)


def _openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
