"""Writes what an operator starts the portal with, so that it cannot drift from the code.

`python -m portal.settings.deployment` writes deploy/environment, deploy/compose.yaml and deploy/systemd/ anew;
a test compares them. Made of the variables in env.py and the processes in processes.py.
"""

from pathlib import Path

from portal.settings.env import VARIABLES, Variable
from portal.settings.processes import ERRANDS, PROCESSES, Errand, Process

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NAME = "stadtdialog"
PROGRAM, DATA, SETTINGS = f"/opt/{NAME}", f"/var/lib/{NAME}", f"/etc/{NAME}/environment"
_MADE = "# Made by `python -m portal.settings.deployment`; change the tables there, not this file.\n"
# What the compose file itself decides.
_CONTAINER = {
    "DATA_DIR": "/data",
    "DATABASE_URL": "postgres://portal:${POSTGRES_PASSWORD:?}@database:5432/portal",
    "BIND": "0.0.0.0:8000",  # nosec B104
}

_COMPOSE = """# Needs a file .env beside it with SECRET_KEY, SITE_URL and POSTGRES_PASSWORD (letters and
# digits only); all other settings of docs/operators.md may stand there too.
x-app: &app
  build:
    context: ..
    dockerfile: deploy/Containerfile
    args:
      OCR: ${OCR:-}
      OPENSEARCH: ${OPENSEARCH:-}
  image: stadtdialog
  restart: unless-stopped
  volumes: ["data:/data"]
  environment:
@VALUES@
    # nginx in front of the container talks to it from the bridge network
    FORWARDED_ALLOW_IPS: "*"

services:
  database:
    image: postgres:15
    restart: unless-stopped
    environment:
      POSTGRES_USER: portal
      POSTGRES_DB: portal
      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}
    volumes: ["database:/var/lib/postgresql/data"]
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U portal"]
      interval: 5s
      retries: 12

  prepare:
    <<: *app
    restart: "no"
    command: sh -c "python manage.py migrate --noinput && python manage.py collectstatic --noinput"
    depends_on:
      database: {condition: service_healthy}

@SERVICES@
volumes:
  data:
  database:
"""


def files() -> dict[str, str]:
    """Content by path below deploy/."""
    units = {f"systemd/{NAME}-{process.name}.service": _service(process) for process in PROCESSES}
    for errand in ERRANDS:
        units[f"systemd/{NAME}-{errand.name}.service"] = _oneshot(errand)
        units[f"systemd/{NAME}-{errand.name}.timer"] = _timer(errand)
    return {"environment": environment(), "compose.yaml": compose()} | units


def environment() -> str:
    """Every variable with its meaning; those with a default stay commented out."""
    lines = [
        f"# Settings of the portal, read by the systemd units and by `{NAME}`.",
        "# One variable a line, its value in single quotes.",
    ]
    for variable in VARIABLES:
        mark = "" if variable.default is None else "#"
        lines += ["", f"# {variable.help}", f"{mark}{variable.name}='{variable.default or ''}'"]
    return _MADE + "\n".join(lines) + "\n"


def _service(process: Process) -> str:
    return f"""{_MADE}[Unit]
Description=Stadtdialog: {process.what}
After=network-online.target postgresql.service
Wants=network-online.target
# However often it dies, it is started again.
StartLimitIntervalSec=0

[Service]
{_surroundings()}
ExecStart={PROGRAM}/.venv/bin/{" ".join(process.command)}
Restart=always
RestartSec=3
TimeoutStopSec=30

[Install]
WantedBy=multi-user.target
"""


def _oneshot(errand: Errand) -> str:
    # One that fails does not keep the next from running, but the unit says so.
    python = f"{PROGRAM}/.venv/bin/python manage.py"
    tries = " ".join(f"{python} {' '.join(command)} || failed=1;" for command in errand.commands)
    start = (
        f"{python} {' '.join(errand.commands[0])}"
        if len(errand.commands) == 1
        else f"/bin/sh -c 'failed=0; {tries} exit $$failed'"
    )
    return f"""{_MADE}[Unit]
Description=Stadtdialog: {errand.what}
After=network-online.target postgresql.service

[Service]
Type=oneshot
{_surroundings()}
ExecStart={start}
"""


def _timer(errand: Errand) -> str:
    return f"""{_MADE}[Unit]
Description=Stadtdialog: {errand.what}

[Timer]
OnCalendar={errand.calendar}
AccuracySec=5s

[Install]
WantedBy=timers.target
"""


def _surroundings() -> str:
    return f"""User={NAME}
Group={NAME}
UMask=0027
WorkingDirectory={PROGRAM}
Environment=DJANGO_SETTINGS_MODULE=portal.settings.base PYTHONUNBUFFERED=1
Environment=PATH={PROGRAM}/.venv/bin:/usr/local/bin:/usr/bin:/bin
EnvironmentFile={SETTINGS}
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=yes
ProtectSystem=strict
ReadWritePaths={DATA}"""


def compose() -> str:
    """PostgreSQL and the processes; everything in the table reaches the containers from the file .env."""
    values = "\n".join(f"    {variable.name}: {_value(variable)}" for variable in VARIABLES)
    services = "\n".join(_process(process) for process in PROCESSES)
    errands = "\n".join(_errand(errand) for errand in ERRANDS)
    return _MADE + _COMPOSE.replace("@VALUES@", values).replace("@SERVICES@", f"{services}\n{errands}")


def _value(variable: Variable) -> str:
    if variable.name in _CONTAINER:
        return _CONTAINER[variable.name]
    if variable.default is None:
        return f"${{{variable.name}:?}}"
    return f'"${{{variable.name}:-{variable.default}}}"'


def _process(process: Process) -> str:
    ports = '    ports: ["127.0.0.1:8000:8000"]\n' if process.name == "web" else ""
    return f"""  {process.name}:
    <<: *app
    command: {" ".join(process.command)}
{ports}    depends_on:
      prepare: {{condition: service_completed_successfully}}
"""


def _errand(errand: Errand) -> str:
    run = " ; ".join(f"python manage.py {' '.join(command)}" for command in errand.commands)
    pause = 60 if errand.calendar == "minutely" else 24 * 3600
    return f"""  {errand.name}:
    <<: *app
    command: sh -c "while true; do {run} ; sleep {pause}; done"
    depends_on:
      prepare: {{condition: service_completed_successfully}}
"""


if __name__ == "__main__":
    for name, text in files().items():
        (DEPLOY / name).parent.mkdir(parents=True, exist_ok=True)
        (DEPLOY / name).write_text(text, encoding="utf-8")
    print(f"Written below deploy/: {', '.join(files())}")
