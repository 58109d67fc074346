# SPDX-License-Identifier: GPL-3.0-or-later
"""check-completions.py INTERLEAVE-CLI FOLDER: the shells complete each command's options, and no others."""

import functools
import pathlib
import re
import subprocess
import sys
import unittest

PROGRAM = sys.argv[1]
FOLDER = pathlib.Path(sys.argv[2])


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


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
