# SPDX-License-Identifier: GPL-3.0-or-later
"""The build that is measured and the interpreters beside it."""

import contextlib
import os
import struct
import subprocess
from pathlib import Path

from measure import Failure, alternate, format_line, run_json

HERE = Path(__file__).parent


class Laboratory:
    """Runs experiments and their peers, and words what was found."""

    def __init__(self, build, scratch, pythons, say):
        self.build = build  # a meson build directory
        self.scratch = scratch  # for files that need not stay
        self.pythons = pythons  # version ("3.11.2") to interpreter
        self.say = say  # tells the user how it goes on
        self.program = str(build / "src/cli/interleave-cli")
        self.environment = find_environment(build)

    def experiment(self, workload, model, *arguments, **values):
        """Runs an experiment with these parameters and options: its JSON and what it took."""
        settings = [part for name, value in values.items() for part in ("-p", f"{name}={value}")]
        command = [self.program, "run", str(workload), "--model", model, "--json", *arguments, *settings]
        result, usage = run_json(command, self.environment)
        check_complete(result)
        return result, usage

    @staticmethod
    def peer(python, script, *arguments):
        """Runs a script of the folder peers: its JSON and what it took."""
        return run_json([python, str(HERE / "peers" / script), *map(str, arguments)])

    @contextlib.contextmanager
    def server(self, latency_ns, size):
        """The embedded server, for the peers: yields its address. The bytes are those of process-protocol.h."""
        frame, settings = struct.Struct("=4I"), struct.Struct("=Q5q2I")
        server_type, fixed, plain = 6, 0, 0
        command = [self.environment["INTERLEAVE_RUNNER"], "--server", "--parent", str(os.getpid())]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdin.write(frame.pack(server_type, 0, 0, settings.size))
            process.stdin.write(settings.pack(1, latency_ns, size, 0, 0, 0, fixed, plain))
            process.stdin.flush()
            length = frame.unpack(process.stdout.read(frame.size))[3]
            yield process.stdout.read(length).decode().splitlines()[0]
            process.stdin.close()

    def compare(self, ours, peer, rounds, also=None):
        """Medians of ours ("ours") and of its peers by label, measured in turn."""
        peers = dict(also or {})
        if peer is not None:
            peers.update({label: lambda python=python: peer(python) for label, python in self.pythons.items()})
        return alternate(ours, peers, rounds, self.say)

    def lines(self, name, unit, found, key, peer=None, goal=None, comparable=True):
        """A line for each peer, or one where there is none; then one for the goal."""
        value = found["ours"][key]
        others = {label: numbers for label, numbers in found.items() if label != "ours"}
        for label, numbers in others.items():
            title = f"{peer} {label}" if label in self.pythons else label
            yield format_line(name, value, unit, title, numbers and numbers[key], comparable)
        if not others or (peer is not None and not self.pythons):
            yield format_line(name, value, unit, peer)
        if goal is not None:
            yield format_line(name, value, unit, "goal", goal, comparable)


def check_complete(result):
    """A figure of a run that went wrong would be a figure of something else."""
    tasks = result["tasks"]
    if result["outcome"] != "done" or tasks["done"] != tasks["total"] or result["dropped"] != 0:
        raise Failure(f"the run ended as {result['outcome']}: tasks {tasks}, {result['dropped']} events dropped")


def find_environment(build):
    """The environment in which an uninstalled build finds its data and its runner."""
    command = ["meson", "devenv", "-C", str(build), "env", "-0"]
    try:
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise Failure(f"{' '.join(command)}: {getattr(error, 'stderr', None) or error}") from error
    return {**os.environ, **dict(line.split("=", 1) for line in shown.split("\0") if "=" in line)}


def find_pythons(say):
    """The interpreters named by PYTHONS (path:path) or PYTHON, by version; those that do not run are left out."""
    named = os.environ.get("PYTHONS") or os.environ.get("PYTHON") or "python3"
    found = {}
    for name in filter(None, named.split(":")):
        # Asks for the program behind a wrapper: a wrapper's start is not Python's.
        question = "import json, platform, sys; print(json.dumps([platform.python_version(), sys.executable]))"
        try:
            (version, program), _ = run_json([name, "-c", question])
        except Failure as failure:
            say(f"no peer: {failure}")
            continue
        found[version] = program
    return found
