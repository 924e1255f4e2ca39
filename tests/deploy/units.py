"""Starts what a systemd unit names, on machines where systemd does not run."""

import os
import pwd
import shlex
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Unit:
    """The lines of a [Service] section that decide what runs."""

    command: str
    user: str
    folder: str
    environment: dict[str, str] = field(default_factory=dict)
    umask: int = 0o022

    @classmethod
    def read(cls, path: Path) -> "Unit":
        """From the file of a service."""
        pairs = [
            line.split("=", 1) for line in path.read_text().splitlines() if "=" in line and line[0] != "#"
        ]
        values = dict(pairs)
        unit = cls(values["ExecStart"], values["User"], values["WorkingDirectory"])
        unit.umask = int(values["UMask"], 8)
        for name, value in pairs:
            if name == "Environment":
                unit.environment |= dict(word.split("=", 1) for word in shlex.split(value))
            if name == "EnvironmentFile":
                unit.environment |= environment_file(Path(value))
        return unit

    def start(self, log: Path) -> "subprocess.Popen[bytes]":
        """In a session of its own, as the unit's user, with nothing of our own environment."""
        person = pwd.getpwnam(self.user)
        become = ["setpriv", f"--reuid={person.pw_uid}", f"--regid={person.pw_gid}", "--init-groups"]
        if self.command.startswith("/bin/sh"):
            # The interpreter of a developer may lie in the home of root, where a shell of that user finds none.
            become += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
        with log.open("ab") as output:
            return subprocess.Popen(
                [*become, *shlex.split(self.command.replace("$$", "$"))],
                cwd=self.folder,
                env=self.environment | {"HOME": "/nonexistent"},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                umask=self.umask,
            )


def environment_file(path: Path) -> dict[str, str]:
    """As systemd reads it."""
    lines = [line for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return {name: "".join(shlex.split(value)) for name, value in (line.split("=", 1) for line in lines)}


def stop(process: "subprocess.Popen[bytes]") -> int:
    """As systemd does: ask, then insist."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        return process.wait(30)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
