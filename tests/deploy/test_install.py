"""`deploy/install-debian.sh` from a bare folder to a picture seen through nginx and a mail that arrived."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.deploy import units
from tests.deploy.visitor import Visitor
from tests.postgres import binaries, free_port, server
from tests.search.alerts.smtp import MailServer, mail_server

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "deploy" / "install-debian.sh"
ADMIN, PASSWORD = "it@stadt.example", "uhu-birke-donau-fackel"
PATIENCE = 90
# Of the program the script copies: a reachable environment saves building one, which CI does with CI_FULL_INSTALL.
LACKING = [name for name in ("nginx", "openssl", "setpriv") if not shutil.which(name)]
if os.geteuid() != 0:
    LACKING.append("root")
if binaries() is None:
    LACKING.append("PostgreSQL")

pytestmark = [pytest.mark.slow]


@dataclass
class Installed:
    """One installation below `root`, with its processes."""

    root: Path
    url: str
    mail: MailServer
    database: dict[str, str]
    options: list[str]
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def environment(self) -> Path:
        return self.root / "etc/stadtdialog/environment"

    def install(self, *more: str) -> str:
        """Run the script; answers what it said."""
        done = subprocess.run(
            [str(SCRIPT), *self.options, *more],
            env={"PATH": os.environ["PATH"], "INIT_PASSWORD": PASSWORD} | self.database,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def manage(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """The command the script puts on the path."""
        command = [str(self.root / "usr/local/bin/stadtdialog"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def start(self) -> None:
        """What systemd would start, and nginx."""
        for name in ("web", "worker"):
            unit = units.Unit.read(self.root / f"etc/systemd/system/stadtdialog-{name}.service")
            self.running.append(unit.start(self.root / f"{name}.log"))
        main = self.root / "nginx.conf"
        main.write_text(
            f"user www-data;\npid {self.root}/nginx.pid;\nerror_log {self.root}/nginx.log;\nevents {{}}\n"
            "http { include /etc/nginx/mime.types; access_log off;\n"
            f"include {self.root}/etc/nginx/sites-enabled/*; }}\n"
        )
        self.running.append(
            subprocess.Popen(["nginx", "-c", str(main), "-g", "daemon off;"], start_new_session=True)
        )

    def visitor(self) -> Visitor:
        """Somebody who trusts the certificate the script made."""
        return Visitor(self.url, self.root / "etc/stadtdialog/tls/fullchain.pem")

    def log(self) -> str:
        """What the processes said."""
        return "\n".join(path.read_text() for path in sorted(self.root.glob("*.log")))


@pytest.fixture(scope="module")
def installed() -> Iterator[Installed]:
    if LACKING:
        missing = f"the way into production needs {', '.join(LACKING)}"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    programs = binaries()
    assert programs is not None
    # Not below pytest's own folder, which is its user's alone.
    root = Path(tempfile.mkdtemp(prefix="stadtdialog-installed-"))
    root.chmod(0o755)
    port, https = free_port(), free_port()
    url = f"https://localhost:{https}"
    options = ["--no-packages", "--root", str(root), "--site-url", url, "--https-port", str(https)]
    options += ["--http-port", str(free_port()), "--bind", f"127.0.0.1:{port}", "--admin", ADMIN]
    options += ["--city", "Stadt Musterstadt", "--set", "WEB_PROCESSES=1"]
    if reachable(sys.prefix):
        options += ["--venv", sys.prefix]
    with server(programs) as database, mail_server() as mail:
        options += ["--email-url", f"smtp://127.0.0.1:{mail.port}"]
        place = database.rpartition("@")[2].partition("/")[0].partition(":")
        login = {"PGHOST": place[0], "PGPORT": place[2], "PGUSER": "portal"}
        portal = Installed(root, url, mail, login, options)
        try:
            yield portal
        finally:
            for process in reversed(portal.running):
                units.stop(process)
            shutil.rmtree(root, ignore_errors=True)


def reachable(folder: str) -> bool:
    """Whether somebody else than root may run this environment."""
    ask = [
        "setpriv",
        "--reuid=33",
        "--regid=33",
        "--clear-groups",
        f"{folder}/bin/python",
        "-c",
        "import wagtail",
    ]
    return subprocess.run(ask, capture_output=True, check=False).returncode == 0


def eventually(look: "object", what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not look():  # type: ignore[operator]
        assert time.monotonic() < deadline, what
        time.sleep(0.5)


def test_the_script_makes_a_city_that_answers_over_tls(installed: Installed) -> None:
    told = installed.install()
    assert "page Impressum" in told
    assert f"administrator {ADMIN}" in told
    assert PASSWORD not in told
    installed.start()
    visitor = installed.visitor()

    def answers() -> bool:
        try:
            return visitor.get("/de/")[0] == 200
        except OSError:
            return False

    try:
        eventually(answers, "no page")
    except AssertionError:
        raise AssertionError(installed.log()) from None
    _status, page, answer = visitor.get("/de/")
    assert "Stadtdialog" in page
    assert answer.headers["Strict-Transport-Security"]
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        assert visitor.get(address)[0] == 200, address
    for slug in ("impressum", "datenschutz", "barrierefreiheit", "sitzungen", "verfahren"):
        assert visitor.get(f"/de/{slug}/")[0] == 200, slug


def test_a_picture_is_uploaded_and_seen_through_nginx(installed: Installed) -> None:
    visitor = installed.visitor()
    visitor.post("/admin/login/", {"username": ADMIN, "email": ADMIN, "password": PASSWORD})
    assert visitor.get("/admin/")[2].url.endswith("/admin/")
    picture = BytesIO()
    Image.new("RGB", (640, 480), (30, 90, 160)).save(picture, "PNG")
    form = {"title": "Rathaus", "description": "Das Rathaus", "collection": "1"}
    status, page = visitor.post("/admin/images/add/", form, ("file", "rathaus.png", picture.getvalue()))
    assert status == 200, page
    listed = visitor.get("/admin/images/")[1]
    [address] = re.findall(r'src="((?:https://[^/"]+)?/media/images/[^"]+)"', listed)[:1]
    status, _text, answer = installed.visitor().get(address.removeprefix(installed.url))
    assert status == 200, address
    assert answer.headers["Content-Type"].startswith("image/")
    assert answer.headers["Expires"], "nginx itself reads the file"


def test_a_mail_arrives(installed: Installed) -> None:
    status, _page = installed.visitor().post("/admin/password_reset/", {"email": ADMIN})
    assert status == 200
    eventually(lambda: [to for to, _mail in installed.mail.taken if to == ADMIN], "no mail")


def test_the_worker_makes_the_search_work(installed: Installed) -> None:
    visitor = installed.visitor()

    def found() -> bool:
        return "sd-result__title" in visitor.get("/de/search/?q=Impressum")[1]

    eventually(found, installed.log())
    done = installed.manage("check", "--deploy", "--database", "default", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_the_script_may_be_repeated(installed: Installed) -> None:
    before = installed.environment.read_text()
    told = installed.install()
    assert "made:" not in told
    assert installed.environment.read_text() == before
    assert installed.visitor().get("/de/impressum/")[0] == 200


def test_the_errands_of_the_clock_succeed(installed: Installed) -> None:
    for name in ("clock", "night"):
        unit = units.Unit.read(installed.root / f"etc/systemd/system/stadtdialog-{name}.service")
        log = installed.root / f"{name}.log"
        assert unit.start(log).wait(300) == 0, log.read_text()


def test_the_processes_said_nothing_bad(installed: Installed) -> None:
    assert "Traceback" not in installed.log()
    assert not (Path.home() / ".gunicorn" / "gunicorn.ctl").is_socket()
