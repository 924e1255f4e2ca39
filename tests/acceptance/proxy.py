"""TLS in front of the portal, by a real nginx with a certificate of its own."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.acceptance.missing import need

PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
TEMPLATE = Path(__file__).with_name("nginx.conf")
SUBJECT = "/CN=127.0.0.1"


def start(folder: Path, data: Path, port: int, upstream: int) -> "subprocess.Popen[bytes]":
    """Listen with TLS on `port` and pass on to `upstream`, as deploy/nginx.conf does; `folder` takes its files."""
    need(PROGRAM, "nginx")
    need(shutil.which("openssl"), "openssl")
    folder.mkdir(parents=True, exist_ok=True)
    _make_certificate(folder)
    # In production nginx is in the group of the portal (docs/operators.md); a throw-away folder has one owner.
    user = "user root;" if os.geteuid() == 0 else ""
    names = {
        "FOLDER": str(folder),
        "DATA": str(data),
        "PORT": str(port),
        "UPSTREAM": str(upstream),
        "USER": user,
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in names.items():
        text = text.replace(f"@{name}@", value)
    config = folder / "nginx.conf"
    config.write_text(text, encoding="utf-8")
    with (folder / "nginx.log").open("wb") as log:
        return subprocess.Popen(
            [str(PROGRAM), "-p", str(folder), "-c", str(config)], stdout=log, stderr=subprocess.STDOUT
        )


def _make_certificate(folder: Path) -> None:
    if (folder / "certificate.pem").exists():
        return
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out certificate.pem".split()
    subprocess.run(
        [*command, "-subj", SUBJECT, "-addext", "subjectAltName=IP:127.0.0.1"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
