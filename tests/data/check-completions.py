# SPDX-License-Identifier: GPL-3.0-or-later
"""check-completions.py FOLDER INTERLEAVE-CLI SOURCE…: the shells complete the options that each command of the command
line lists, and that the SOURCEs of the window's program define, and no others."""

import functools
import pathlib
import re
import subprocess
import sys
import unittest

FOLDER = pathlib.Path(sys.argv[1])
PROGRAM = sys.argv[2]
SOURCES = [pathlib.Path(name) for name in sys.argv[3:]]


@functools.cache
def get_help(*command):
    return subprocess.run([PROGRAM, *command, "--help"], check=True, capture_output=True, text=True).stdout


def get_commands():
    listed = re.search(r"^Commands:\n(.*?)\n\n", get_help(), re.M | re.S)[1]
    return re.findall(r"^  (\w+) ", listed, re.M)


def get_options(command):
    """(long, short or None) of each option that the command's help lists."""
    return {(long, short or None) for short, long in re.findall(r"^  (?:-(\w), )?--([\w-]+)", get_help(command), re.M)}


class Completions(unittest.TestCase):
    def for_each_command(self, name, read):
        text = (FOLDER / name).read_text()
        for command in get_commands():
            with self.subTest(command=command):
                self.assertEqual(read(text, command), self.expect(command))

    def expect(self, command):
        return {long for long, _ in get_options(command)}

    def test_bash(self):
        self.for_each_command(
            "interleave-cli.bash",
            lambda text, command: set(re.findall(r"--([\w-]+)", re.search(rf'\b{command}\) options="(.*?)"', text, re.S)[1])),
        )

    def test_zsh(self):
        def read(text, command):
            block = re.search(rf"^    \({command}\)(.*?);;", text, re.M | re.S)[1]
            shared = dict(re.findall(r"^  local (?:-a )?(\w+)=(.*?)(?=^  local |^\n)", text, re.M | re.S))
            block = re.sub(r"\$(\w+)", lambda m: shared[m[1]], block)
            return set(re.findall(r"(?<![\w-])--([\w-]+)(?==?[\[}])", block))

        self.for_each_command("_interleave-cli", read)

    def test_fish(self):
        def read(text, command):
            found = {"help"}
            for line in re.findall(r"^complete .*__interleave_cli_in .*$", text, re.M):
                if command in re.search(r"__interleave_cli_in ([\w ]+)'", line)[1].split():
                    found |= set(re.findall(r" -l ([\w-]+)", line))
            return found

        self.for_each_command("interleave-cli.fish", read)

    def test_commands(self):
        for completion in FOLDER.glob("*interleave-cli*"):
            text = completion.read_text()
            for command in get_commands():
                self.assertRegex(text, rf"\b{command}\b", completion)


class Window(unittest.TestCase):
    """What has no display prints no help, so the sources are asked."""

    def test_options(self):
        defined = {"help"}
        for source in SOURCES:
            defined |= set(re.findall(r'^  \{ "([\w-]+)", (?:0|\'\w\'), \d, G_OPTION_ARG_', source.read_text(), re.M))
        for name in ("interleave.bash", "interleave.fish", "_interleave"):
            text = (FOLDER / name).read_text()
            listed = re.search(r'options="(.*?)"', text, re.S)
            found = set(re.findall(r"(?<![\w-])--([\w-]+)(?==?[\[}])|^complete .*? -l ([\w-]+)", text, re.M))
            found = {a or b for a, b in found} if listed is None else set(re.findall(r"--([\w-]+)", listed[1]))
            self.assertEqual(found, defined, name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
