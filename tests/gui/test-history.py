#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-history.py INTERLEAVE: what was run is kept, is deleted, and comes back. Speaks TAP."""

import glob
import os
import sys

from person import perform

KEPT = "Deadlock, Threads, "


def kept_files():
    return glob.glob(os.path.join(os.environ["XDG_DATA_HOME"], "**", "*.trace"), recursive=True)


def run_something(person):
    person.activate("preset", "'deadlock'")
    person.reads("Deadlock: the tasks waited")


def find_it_in_the_history(person):
    person.key("4", "Alt")
    person.expect_shown("list item", KEPT)
    person.wait(lambda: len(kept_files()) == 1, "one file of it")


def delete_it(person):
    person.tab_to("list item", KEPT)
    person.key("Delete")
    person.reads("“Deadlock” deleted")
    person.gone("list item", KEPT)
    person.reads("No Runs Yet")


def take_that_back(person):
    person.click("push button", "Undo")
    person.expect_shown("list item", KEPT)
    assert len(kept_files()) == 1, f"there are {kept_files()}"


def look_at_its_menu(person):
    person.tab_to("list item", KEPT)
    person.key("F10", "Shift")
    person.expect_focus("menu item", "")
    person.key("Escape")
    person.expect_focus("list item", KEPT)


def open_it_again(person):
    person.key("Return")
    person.wait(lambda: person.is_at("Explore"), "it to be shown on its page")
    person.reads("Deadlock · Threads")


perform([run_something, find_it_in_the_history, delete_it, take_that_back, look_at_its_menu, open_it_again],
        sys.argv[1])
