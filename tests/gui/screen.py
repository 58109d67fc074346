# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program shows, as a screen reader finds it.

libatspi asks for the role, the name and every child of every node by itself, thousands of round trips for one look at
the window. This asks all nodes of a generation for their children at once, and then once for the rest."""

from gi.repository import Atspi, Gio, GLib

ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
PREFIX = "org.a11y.atspi."

# Newer versions of it have shorter names for some roles, and newer ones of GTK tell some roles apart.
ROLES = {"button": "push button", "toggle button": "push button", "statusbar": "status bar", "notification": "alert"}

# Which are read out: newer versions have no name for them, but what they say.
SPOKEN = ("alert", "status bar")

# What is not shown has, in some versions of GTK, whatever stood there in the memory.
ROOM_MAX = 1 << 14


class Node:
    """One thing of the window, as it was when one looked: name, role, description and states stay."""

    def __init__(self, screen, path, parent, facts):
        self.screen, self.path, self.parent = screen, path, parent
        self.interfaces, self.name, role, self.description, self.states = facts[5:10]
        role = Atspi.role_get_name(Atspi.Role(role))
        self.role = ROLES.get(role, role)
        if self.role in SPOKEN and not self.name and PREFIX + "Text" in self.interfaces:
            self.name = self.text()

    def has(self, state):
        return bool(self.states[state // 32] >> (state % 32) & 1)

    def ancestors(self):
        """Innermost first."""
        return [] if self.parent is None else [self.parent, *self.parent.ancestors()]

    def is_within(self, other):
        return any(node.path == other.path for node in [self, *self.ancestors()])

    def ask(self, interface, method, arguments=None):
        return self.screen.call(self.screen.owner, self.path, PREFIX + interface, method, arguments)

    def room(self):
        """Left, top, width and height, in its window. What is not shown has none."""
        if PREFIX + "Component" not in self.interfaces:
            return 0, 0, 0, 0
        return self.ask("Component", "GetExtents", GLib.Variant("(u)", (Atspi.CoordType.WINDOW,)))

    def is_shown(self):
        _, _, width, height = self.room()
        return 0 < width < ROOM_MAX and 0 < height < ROOM_MAX

    def act(self):
        """What a click on it does."""
        self.ask("Action", "DoAction", GLib.Variant("(i)", (0,)))

    def text(self):
        return self.ask("Text", "GetText", GLib.Variant("(ii)", (0, GLib.MAXINT32)))

    def __str__(self):
        return f'{self.role} "{self.name}"'


class Screen:
    """The accessibility bus, to look at one program."""

    def __init__(self, process):
        self.process = process
        self.owner = None
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1)
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def call(self, owner, path, interface, method, arguments=None):
        answer = self.bus.call_sync(owner, path, interface, method, arguments, None, 0, -1).unpack()
        return answer[0] if answer else None

    def find_program(self):
        """Whether it is there by now."""
        for owner, _ in self.call(REGISTRY, ROOT, PREFIX + "Accessible", "GetChildren"):
            if self._find_process(owner) == self.process:
                self.owner = owner
        return self.owner is not None

    def toolkit_version(self):
        """Of the program, as numbers."""
        arguments = GLib.Variant("(ss)", (PREFIX + "Application", "Version"))
        version = self.call(self.owner, ROOT, "org.freedesktop.DBus.Properties", "Get", arguments)
        return tuple(int(number) for number in version.split("."))

    def _find_process(self, owner):
        bus = "org.freedesktop.DBus"
        return self.call(bus, "/", bus, "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,)))

    def look(self):
        """All nodes, each before what is in it. What comes or goes meanwhile is left out."""
        children = self._ask_for_children()
        facts = {item[0][1]: item for item in self.call(self.owner, "/org/a11y/atspi/cache", PREFIX + "Cache", "GetItems")}
        nodes, stack = [], [(ROOT, None)]
        while stack:
            path, parent = stack.pop()
            if path not in facts:
                continue
            node = Node(self, path, parent, facts[path])
            nodes.append(node)
            stack.extend((child, node) for child in reversed(children[path]))
        return nodes

    def _ask_for_children(self):
        """By path. Those of one generation are asked at once."""
        found, generation = {}, [ROOT]
        while generation:
            answers = self._ask_all(generation)
            found |= answers
            generation = [child for path in generation for child in answers[path] if child not in found]
        return found

    def _ask_all(self, paths):
        answers, n_waiting = {path: [] for path in paths}, len(paths)

        def on_answer(bus, result, path):
            nonlocal n_waiting
            n_waiting -= 1
            try:
                answers[path] = [child for _, child in bus.call_finish(result).unpack()[0]]
            except GLib.Error:  # it went away while it was looked at
                pass

        for path in paths:
            self.bus.call(self.owner, path, PREFIX + "Accessible", "GetChildren", None, None, 0, -1, None, on_answer, path)
        while n_waiting > 0:
            GLib.MainContext.default().iteration(True)
        return answers
