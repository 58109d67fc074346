# SPDX-License-Identifier: GPL-3.0-or-later
"""check-packaging.py ID SOURCE: the packages are of this version, need what the build needs, and allow no more than the
program uses."""

import json
import pathlib
import re
import subprocess
import sys
import unittest

APP_ID = sys.argv[1]
SOURCE = pathlib.Path(sys.argv[2])
VERSION = re.search(r"version: '(.+?)'", (SOURCE / "meson.build").read_text())[1]

# Every Debian package may count on these.
BUILD_ESSENTIAL = {"make", "gcc", "libc6-dev"}


def read_packages(*groups):
    rows = [line.split() for line in (SOURCE / "tools/packages.list").read_text().splitlines()]
    return {row[1] for row in rows if row and row[0] in groups}


class Debian(unittest.TestCase):
    def test_version(self):
        first = (SOURCE / "debian/changelog").read_text().splitlines()[0]
        self.assertEqual(re.match(r"interleave \((.+?)\)", first)[1], VERSION)

    def test_build_needs_what_the_list_names(self):
        control = (SOURCE / "debian/control").read_text()
        needed = re.search(r"^Build-Depends: (.*?)^\w", control, re.M | re.S)[1]
        names = {re.match(r"\s*([a-z0-9.+-]+)", part)[1] for part in needed.split(",") if part.strip()}
        self.assertEqual(names - {"debhelper-compat"}, read_packages("build", "test") - BUILD_ESSENTIAL)


class Flatpak(unittest.TestCase):
    devel = json.loads((SOURCE / f"flatpak/{APP_ID}.Devel.json").read_text())
    release = json.loads((SOURCE / f"flatpak/{APP_ID}.json").read_text())

    def test_identity(self):
        self.assertEqual(self.devel["id"], APP_ID)
        self.assertEqual((self.devel["runtime"], self.devel["sdk"]), ("org.gnome.Platform", "org.gnome.Sdk"))
        self.assertEqual(self.devel["command"], "interleave")

    def test_permissions_are_no_wider_than_needed(self):
        self.assertEqual(
            set(self.devel["finish-args"]),
            {"--share=ipc", "--share=network", "--socket=fallback-x11", "--socket=wayland", "--device=dri"},
        )

    def test_nothing_is_fetched_while_building(self):
        for manifest in (self.devel, self.release):
            self.assertNotIn("--share=network", json.dumps(manifest["modules"]))
            self.assertEqual([len(module["sources"]) for module in manifest["modules"]], [1])

    def test_release_is_made_of_the_development_manifest(self):
        [source] = self.release["modules"][0]["sources"]
        self.assertEqual(source["tag"], f"v{VERSION}")
        self.assertRegex(source["commit"], r"^[0-9a-f]{40}$")
        self.assertRegex(source["url"], r"^https://.+\.git$")
        made = subprocess.run(
            [SOURCE / "tools/flatpak-release", source["tag"], source["commit"]], check=True, capture_output=True, text=True
        )
        self.assertEqual((SOURCE / f"flatpak/{APP_ID}.json").read_text(), made.stdout)

    def test_licence_comes_along(self):
        self.assertIn("/share/licenses/${FLATPAK_ID}", json.dumps(self.devel["modules"]))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
