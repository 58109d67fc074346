# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at the window: finds things by what they are called, presses and reads them, with real keys and clicks."""

import itertools
import os
import subprocess
import sys
import time

SKIP = 77
DEADLINE = 60
TABS_MAX = 100
LOOKS_MIN = 30  # before it is given up: all may have stood still for longer than that
TOOLKIT_SAYS = "gdk_frame_timings_submitted() called on submitted frame"  # GTK 4.24 of itself, with its cairo renderer
BORDER = 5  # around the window, where no window manager draws one

# Where the keyboard has them.
MODIFIERS = {"Control": 37, "Shift": 50, "Alt": 64}

try:
    import gi
    gi.require_version("Atspi", "2.0")
    gi.require_version("Gdk", "4.0")
    from gi.repository import Atspi, Gdk, GLib
    from screen import Screen
except (ImportError, ValueError) as error:
    print(f"1..0 # SKIP the accessibility bindings are not here: {error}")
    sys.exit(SKIP)


class Nowhere:
    path = None


class Skip(Exception):
    """The rest of a step, and why it cannot be done here."""


class Person:
    """Starts the program, and ends it."""

    def __init__(self, program, *arguments, settings=None):
        self.errors = open(os.path.join(os.environ["HOME"], "errors"), "w+", encoding="utf-8")
        self.process = subprocess.Popen([program, *arguments], stderr=self.errors,
                                        env=os.environ | (keep(settings) if settings else {}))
        try:
            self.screen = Screen(self.process.pid)
            self.wait(self.screen.find_program, "the program on the accessibility bus")
        except AssertionError:
            print("# " + self.complaints().replace("\n", "\n# "), file=sys.stderr)
            self.kill()
            raise
        self.point_at_window()

    @staticmethod
    def point_at_window():
        """There is no window manager: the keys go to the window under the pointer."""
        Atspi.generate_mouse_event(100, 20, "abs")

    def wait(self, condition, what):
        """What the condition gives, as soon as it gives something."""
        end = time.monotonic() + DEADLINE
        for look in itertools.count(1):
            try:
                found = condition()
            except GLib.Error:  # it went away while it was looked at
                found = None
            if found:
                return found
            if self.process.poll() is not None:
                raise AssertionError(f"it ended with {self.process.returncode}, and was waited for {what}")
            if time.monotonic() > end and look > LOOKS_MIN:
                raise AssertionError(f"waited {DEADLINE} s for {what}")
            time.sleep(0.05)

    def nodes(self, within=None):
        """All that is there now, or what is in one node."""
        nodes = self.screen.look()
        return nodes if within is None else [node for node in nodes if node.is_within(within)]

    def find(self, role, name, within=None):
        return next((node for node in self.nodes(within) if node.role == role and node.name.startswith(name)), None)

    def expect(self, role, name, within=None):
        return self.wait(lambda: self.find(role, name, within), f'the {role} "{name}"')

    def find_shown(self, role, name, within=None):
        """One that has room: what was never seen yet or is folded away has none."""
        return next((node for node in self.nodes(within)
                     if node.role == role and node.name.startswith(name) and node.is_shown()), None)

    def expect_shown(self, role, name, within=None):
        return self.wait(lambda: self.find_shown(role, name, within), f'the {role} "{name}" to be shown')

    def gone(self, role, name):
        return self.wait(lambda: self.find(role, name) is None, f'the end of the {role} "{name}"')

    def press(self, role, name, within=None):
        """What a click does, wherever it is."""
        node = self.expect(role, name, within)
        node.act()
        return node

    def turn_to(self, page):
        self.press("page tab", page)
        self.wait(lambda: self.is_at(page), f'the page "{page}"')

    def is_at(self, page):
        return self.find("page tab", page).has(Atspi.StateType.SELECTED)

    def content(self):
        """Of the window. In newer versions of GTK that itself has its border with it, and what is in it begins before 0."""
        return next(node for node in self.nodes() if node.parent is not None and node.parent.role == "frame")

    def click(self, role, name, within=None):
        """With the mouse. The window stands where the screen begins."""
        node = self.expect_shown(role, name, within)
        left, top, width, height = node.room()
        content_left, content_top, _, _ = self.content().room()
        Atspi.generate_mouse_event(BORDER + left - content_left + width // 2, BORDER + top - content_top + height // 2,
                                   "b1c")
        return node

    def toggle(self, role, name):
        before = self.click(role, name).has(Atspi.StateType.CHECKED)
        self.wait(lambda: self.find(role, name).has(Atspi.StateType.CHECKED) != before, f'the {role} "{name}" to turn')

    def key(self, name, *modifiers):
        for modifier in modifiers:
            Atspi.generate_keyboard_event(MODIFIERS[modifier], None, Atspi.KeySynthType.PRESS)
        Atspi.generate_keyboard_event(Gdk.keyval_from_name(name), None, Atspi.KeySynthType.SYM)
        for modifier in reversed(modifiers):
            Atspi.generate_keyboard_event(MODIFIERS[modifier], None, Atspi.KeySynthType.RELEASE)

    def type(self, text):
        """Over what is selected."""
        for letter in text:
            Atspi.generate_keyboard_event(Gdk.unicode_to_keyval(ord(letter)), None, Atspi.KeySynthType.SYM)

    def fill_in(self, name, text):
        """A field, in the place of what stands there."""
        self.click("text", name)
        self.key("a", "Control")
        self.type(text)
        self.wait(lambda: self.find("text", name).text() == text, f'"{text}" in {name}')

    def focused(self):
        """What the keyboard is at, innermost."""
        return next((node for node in reversed(self.nodes()) if node.has(Atspi.StateType.FOCUSED)), None)

    def expect_focus(self, role, name=""):
        def is_there():
            node = self.focused()
            return node is not None and node.role == role and node.name.startswith(name) and node
        return self.wait(is_there, f'the keyboard to be at the {role} "{name}"')

    def tab_to(self, role, name):
        """From one to the next, until it comes. Some are not said to have the keyboard: libadwaita's entry rows."""
        before = self.focused()
        for _ in range(TABS_MAX):
            if before is not None and before.role == role and before.name.startswith(name):
                return
            self.key("Tab")
            self.wait(lambda: (self.focused() or Nowhere).path != (before or Nowhere).path, f"Tab to go on from the {before}")
            before = self.focused()
        raise AssertionError(f'Tab comes not by the {role} "{name}"')

    def texts(self, within=None):
        """What stands in labels."""
        return [node.name for node in self.nodes(within) if node.role in ("label", "status bar", "alert")]

    def reads(self, words, within=None):
        def is_there():
            read = self.texts(within)
            seen[:] = read
            return next((text for text in read if words in text), None)
        seen = []
        try:
            return self.wait(is_there, f'"{words}"')
        except AssertionError as error:
            raise AssertionError(f"{error}; it says {seen}") from None

    def activate(self, action, *arguments):
        subprocess.run(["gapplication", "action", "io.github.interleave.Interleave", action, *arguments], check=True)

    def complaints(self):
        self.errors.flush()
        self.errors.seek(0)
        return "".join(line for line in self.errors if TOOLKIT_SAYS not in line)

    def quit(self):
        """Its exit status, and what it complained of."""
        self.activate("quit")
        return self.process.wait(timeout=DEADLINE), self.complaints()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def keep(settings):
    """Where the program reads these settings, as if it had kept them. Their values are as GSettings writes them."""
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
        file.write("[io/github/interleave/Interleave]\n")
        file.writelines(f"{key}={value}\n" for key, value in settings.items())
    return {"GSETTINGS_BACKEND": "keyfile"}


def attempt(number, step, *arguments):
    name = step.__name__.replace("_", " ")
    try:
        step(*arguments)
        print(f"ok {number} {name}", flush=True)
    except Skip as reason:
        print(f"ok {number} {name} # SKIP {reason}", flush=True)
    except (AssertionError, GLib.Error) as error:
        reason = str(error).replace("\n", "\n# ")
        print(f"not ok {number} {name}\n# {reason}", flush=True)
        print(f"{name}: {error}", file=sys.stderr, flush=True)  # which is all that meson shows of it


def leave_without_a_complaint(person):
    status, errors = person.quit()
    assert status == 0, f"it ended with {status}"
    assert "WARNING" not in errors and "CRITICAL" not in errors, errors


def visit(steps, first, *arguments, settings=None):
    """One person, who leaves at the end. Returns the number of the next step."""
    person = Person(*arguments, settings=settings)
    try:
        for number, step in enumerate([*steps, leave_without_a_complaint], first):
            attempt(number, step, person)
    finally:
        person.kill()
    return number + 1


def perform(steps, *arguments, settings=None, afterwards=()):
    """All of these with one person, and afterwards, each a list of steps and one of arguments, with others who start the
    program anew. Speaks TAP."""
    number = visit(steps, 1, *arguments, settings=settings)
    for other_steps, other_arguments in afterwards:
        number = visit(other_steps, number, *other_arguments, settings=settings)
    print(f"1..{number - 1}")
