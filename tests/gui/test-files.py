#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-files.py INTERLEAVE: saves a run, exports its picture, and opens it again by its name, in the program that runs
and with one that is started for it. Speaks TAP."""

import os
import subprocess
import sys

from person import DEADLINE, perform

FOLDER = os.environ["HOME"]
TRACE = os.path.join(FOLDER, "kept.trace")


def starts_with(path, head):
    if not os.path.exists(path):
        return False
    with open(path, "rb") as file:
        return file.read(len(head)) == head


def ends_with(path, tail):
    with open(path, "rb") as file:
        return file.read().endswith(tail)


def name_the_file(person, path):
    """In the dialog, where the name has the keyboard."""
    person.expect_focus("text")
    person.key("a", "Control")
    person.type(path)
    person.key("Return")


def run_and_save(person):
    person.activate("preset", "'deadlock'")
    person.reads("Deadlock: the tasks waited")
    person.expect_shown("push button", "Replay")
    person.key("s", "Control")
    name_the_file(person, TRACE)
    person.reads("Run saved")
    assert os.path.getsize(TRACE) > 0


def ask_for_an_export(person):
    person.key("e", "Control")
    return person.expect("frame", "Export Picture")


def export_to(person, dialog, name):
    path = os.path.join(FOLDER, name)
    person.press("push button", "Export…", within=dialog)
    name_the_file(person, path)
    return path


def export_a_picture(person):
    path = export_to(person, ask_for_an_export(person), "picture.png")
    person.wait(lambda: starts_with(path, b"\x89PNG\r\n\x1a\n"), "a picture")
    person.gone("frame", "Export Picture")


def export_a_drawing(person):
    dialog = ask_for_an_export(person)
    person.press("push button", "Format", within=dialog)
    person.expect_focus("list item", "PNG")
    person.key("Down")
    person.expect_focus("list item", "SVG")
    person.key("Return")
    person.expect_shown("label", "Text as Text", within=dialog)
    path = export_to(person, dialog, "drawing.svg")
    person.wait(lambda: starts_with(path, b"<?xml") and ends_with(path, b"</svg>\n"), "a drawing")


def open_it_by_its_name(person):
    """The program that runs already shows it."""
    person.turn_to("Race")
    subprocess.run([sys.argv[1], TRACE], check=True, timeout=DEADLINE)
    person.wait(lambda: person.is_at("Explore"), "the run")
    person.reads("Deadlock · Threads")


def open_it_in_another_window(person):
    """Asked for where the program runs already."""
    person.turn_to("Race")
    subprocess.run([sys.argv[1], "--new-window", TRACE], check=True, timeout=DEADLINE)
    person.wait(lambda: len([node for node in person.nodes() if node.role == "frame"]) == 2, "another window")
    person.reads("Deadlock · Threads")
    assert person.is_at("Race"), "it took the window that was there"


def see_what_it_was_started_for(person):
    person.reads("Deadlock · Threads")
    person.reads("Deadlock: the tasks waited")
    assert person.is_at("Explore"), "it shows another page"


perform([run_and_save, export_a_picture, export_a_drawing, open_it_by_its_name,
         open_it_in_another_window], sys.argv[1],
        afterwards=[([see_what_it_was_started_for], [sys.argv[1], TRACE])])
