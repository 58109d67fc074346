# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at the window: finds things by what they are called, presses and reads them, through AT-SPI and real keys."""

import subprocess
import sys
import time

SKIP = 77
DEADLINE = 60

try:
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as error:
    print(f"1..0 # SKIP the accessibility bindings are not here: {error}")
    sys.exit(SKIP)


class Person:
    """Starts the program, and ends it."""

    def __init__(self, program, *arguments):
        self.process = subprocess.Popen([program, *arguments], stderr=subprocess.PIPE, text=True)
        self.app = self.wait(self._find_app, "the program on the accessibility bus")

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

