# SPDX-License-Identifier: GPL-3.0-or-later
"""check-escapes.py MARKED.mo INTERLEAVE-CLI: in a language that marks what is translated, nothing that the command line
prints for people stands outside of the marks, but for names that are the same in every language."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

CATALOGUE, PROGRAM = map(os.path.abspath, sys.argv[1:])

# What GLib's parser of options says, the C library and the system come with translations of their own.
FOREIGN = re.compile(
    r"^(Usage:|Options:)$|\[OPTION…\]|Unknown option \S+|Missing argument for \S+"
    r"|No such file or directory|Is a directory|Permission denied",
    re.M,
)
# Names, as a program would: options, keys and values, addresses, files, dates, signs for numbers.
NAMES = re.compile(
    r"interleave-cli( run)?|-p \S+|(?<![\w-])--?[a-z-]+=?(\S+)?|\w+:/\S+|@[\w-]+|/\S+|\b\w+\.trace\b"
    r'|\(Apache-2\.0 \(ardanlabs/gotraining\)\)|\d{4}-\d{2}-\d{2}T[\d:]+Z|"[^" ]*"|"task \d+"'
)


def run(*arguments, language="xx"):
    """All that the command prints, on both of its outputs."""
    environment = os.environ | {"LANGUAGE": language, "INTERLEAVE_LOCALEDIR": FOLDER.name}
    done = subprocess.run(
        [PROGRAM, *arguments], env=environment, cwd=FOLDER.name, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    return done.stdout


def strip_marked(text):
    """What is not in ⟦brackets⟧, which may stand in one another; one that is cut off ends with its line or its cell."""
    before = None
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return text


def find_escaped(text, known):
    """The words for people in a text."""
    rest = NAMES.sub(" ", FOREIGN.sub(" ", strip_marked(text)))
    return [word for word in re.findall(r"[^\W\d_][\w-]+", rest) if word not in known]


class Escapes(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        lists = json.loads(run("list", "--json", language=""))
        cls.workloads = [workload["id"] for workload in lists["workloads"]]
        cls.models = [model["id"] for model in lists["models"]]
        cls.known = {*cls.workloads, *cls.models}
        for described in lists["workloads"] + lists["models"]:
            for param in described["parameters"]:
                cls.known |= {param["id"], param["default"], *param.get("choices", [])}
        run("run", "mixed", "--model", "threads", "--time-scale", "0.1", "--output", "a.trace", language="")
        run("run", "mixed", "--model", "gil", "--time-scale", "0.1", "--output", "b.trace", language="")

    def check(self, *arguments, known=()):
        with self.subTest(command=" ".join(arguments)):
            text = run(*arguments)
            self.assertRegex(text, "⟦|" + FOREIGN.pattern)
            self.assertNotIn("Project-Id-Version", text)
            self.assertEqual(find_escaped(text, self.known.union(known)), [], text)

    def test_that_it_can_fail(self):
        self.assertEqual(find_escaped("⟦eins ⟦zwei⟧⟧ 3 ⟦ms⟧ three -p four=five", set()), ["three"])

    def test_help(self):
        commands = re.findall(r"^  ([a-z]+) ", run("--help", language=""), re.M)
        self.assertGreaterEqual(len(commands), 8)
        self.check("--help", known=commands)
        charts = ("timeline", "race", "scaling", "states", "loop", "threads", "utilisation")
        for command in commands:
            self.check(command, "--help", known=(*commands, *charts))

    def test_lists(self):
        self.check("list")

    def test_parameters_of_every_workload(self):
        for workload in self.workloads:
            self.check("run", workload, "--help")

    def test_options_of_every_model(self):
        for model in self.models:
            self.check("run", "sleep", "--model", model, "--help")

    def test_runs_of_every_workload(self):
        for workload in self.workloads:
            model = "async" if workload in ("many-waits", "sites") else "threads"
            self.check("run", workload, "--model", model, "--time-scale", "0.05", "--timeout", "10s")

    def test_runs_under_every_model(self):
        for model in self.models:
            self.check("run", "mixed", "--model", model, "--time-scale", "0.1")

    def test_what_tells_of_runs(self):
        self.check("stat", "a.trace")
        self.check("stat", "a.trace", "b.trace")
        self.check("race", "sleep", "-p", "duration=5ms")
        self.check("sweep", "sleep", "--model", "threads", "--over", "workers=1..3", "-p", "duration=5ms")

    def test_latency(self):
        self.check("latency", known=("notes",))
        for analogy in ("instructions", "metres", "light", "mem=1s"):
            self.check("latency", "--analogy", analogy, known=("notes",))
        self.check("latency", "--measure", "cycle", known=("notes",))

    def test_errors(self):
        for command in (
            "run", "run nothing", "run sleep", "run sleep --model thread", "run sleep --model threads -p tasks=0",
            "run sleep --model threads -p tasks=many", "run sleep --model threads -p nothing=1",
            "run sleep --model threads --workers 0", "run sleep --model threads --timeout soon", "run @nothing",
            "run sites --model async", "race sleep --models threads,thread", "stat nothing.trace", "stat", "render",
            "render a.trace", "render a.trace --output a.bmp", "sweep sleep", "sweep sleep --model threads --over x=1..2",
            "latency --edition nothing", "latency --measure nothing", "latency --analogy nothing", "dump", "nothing",
            "list nothing",
        ):
            self.check(*command.split(), known=("nothing", "thread", "many", "soon", "bmp"))


FOLDER = tempfile.TemporaryDirectory()
place = pathlib.Path(FOLDER.name, "xx", "LC_MESSAGES")
place.mkdir(parents=True)
shutil.copy(CATALOGUE, place / "interleave.mo")
unittest.main(argv=sys.argv[:1])
