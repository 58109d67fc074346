# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at the window: finds things by what they are called, presses and reads them, through AT-SPI and real keys."""

import os
import subprocess
import sys
import time

SKIP = 77
DEADLINE = 60

try:
    import gi
    gi.require_version("Atspi", "2.0")
    gi.require_version("Gdk", "4.0")
    from gi.repository import Atspi, Gdk, GLib
except (ImportError, ValueError) as error:
    print(f"1..0 # SKIP the accessibility bindings are not here: {error}")
    sys.exit(SKIP)


class Person:
    """Starts the program, and ends it."""

    def __init__(self, program, *arguments, settings=None):
        self.process = subprocess.Popen([program, *arguments], stderr=subprocess.PIPE, text=True,
                                        env=os.environ | (keep(settings) if settings else {}))
        try:
            self.app = self.wait(self._find_app, "the program on the accessibility bus")
        except AssertionError:
            self.kill()
            raise
        # There is no window manager: the keys go to the window under the pointer.
        Atspi.generate_mouse_event(100, 20, "abs")

    def _find_app(self):
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    @staticmethod
    def wait(condition, what):
        """What the condition gives, as soon as it gives something."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                found = condition()
            except GLib.Error:  # it went away while it was looked at
                found = None
            if found:
                return found
            if time.monotonic() > end:
                raise AssertionError(f"waited {DEADLINE} s for {what}")
            time.sleep(0.05)

    def nodes(self):
        """All that is shown."""
        self.app.clear_cache()
        stack = [self.app]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            yield node
            stack.extend(node.get_child_at_index(i) for i in reversed(range(node.get_child_count())))

    def find(self, role, name):
        for node in self.nodes():
            if node.get_role_name() == role and node.get_name().startswith(name):
                return node
        return None

    def expect(self, role, name):
        return self.wait(lambda: self.find(role, name), f'the {role} "{name}"')

    def gone(self, role, name):
        return self.wait(lambda: self.find(role, name) is None, f'the end of the {role} "{name}"')

    def click(self, role, name):
        """With the mouse. The window stands where the screen begins."""
        node = self.expect(role, name)
        room = node.get_extents(Atspi.CoordType.WINDOW)
        Atspi.generate_mouse_event(room.x + room.width // 2, room.y + room.height // 2, "b1c")
        return node

    def focused(self):
        """What the keyboard is at, innermost."""
        return next((node for node in reversed(list(self.nodes())) if is_focused(node)), None)

    def key(self, name, *modifiers):
        held = [Gdk.keyval_from_name(modifier) for modifier in modifiers]
        for value in held:
            strike(value, Atspi.KeySynthType.PRESS)
        strike(Gdk.keyval_from_name(name), Atspi.KeySynthType.SYM)
        for value in reversed(held):
            strike(value, Atspi.KeySynthType.RELEASE)

    def type(self, text):
        """Over what is selected."""
        for letter in text:
            strike(Gdk.unicode_to_keyval(ord(letter)), Atspi.KeySynthType.SYM)

    def press(self, role, name):
        node = self.expect(role, name)
        node.get_action_iface().do_action(0)
        return node

    def texts(self):
        """What stands in labels."""
        return [node.get_name() for node in self.nodes() if node.get_role_name() in ("label", "status bar", "statusbar")]

    def reads(self, words):
        return self.wait(lambda: any(words in text for text in self.texts()), f'"{words}"')

    def activate(self, action, *arguments):
        subprocess.run(["gapplication", "action", "io.github.interleave.Interleave", action, *arguments], check=True)

    def quit(self):
        """Its exit status, and what it complained of."""
        self.activate("quit")
        _, errors = self.process.communicate(timeout=DEADLINE)
        return self.process.returncode, errors

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


def is_focused(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def strike(value, kind):
    Atspi.generate_keyboard_event(value, None, kind)


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
    except (AssertionError, GLib.Error) as error:
        reason = str(error).replace("\n", "\n# ")
        print(f"not ok {number} {name}\n# {reason}", flush=True)


def leave_without_a_complaint(person):
    status, errors = person.quit()
    assert status == 0, f"it ended with {status}"
    assert "WARNING" not in errors and "CRITICAL" not in errors, errors


def perform(steps, *arguments, settings=None):
    """All of these with one person, who leaves at the end. Speaks TAP."""
    steps = [*steps, leave_without_a_complaint]
    person = Person(*arguments, settings=settings)
    try:
        for number, step in enumerate(steps, 1):
            attempt(number, step, person)
    finally:
        person.kill()
    print(f"1..{len(steps)}")
