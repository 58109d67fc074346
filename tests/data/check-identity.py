# SPDX-License-Identifier: GPL-3.0-or-later
"""check-identity.py ID SOURCE BUILD: what shops and desktops ask of the metainfo, the desktop file, the D-Bus service,
the type of traces and the icons, beyond what their validators look at."""

import datetime
import pathlib
import re
import sys
import unittest
import xml.etree.ElementTree as xml

APP_ID = sys.argv[1]
SOURCE = pathlib.Path(sys.argv[2])
BUILD = pathlib.Path(sys.argv[3])
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SVG = "{http://www.w3.org/2000/svg}"
METAINFO = xml.parse(BUILD / f"{APP_ID}.metainfo.xml").getroot()


def read_groups(path):
    """The groups of a key file, each a dict. Translated keys keep their [language]."""
    groups = {}
    for line in path.read_text().splitlines():
        if heading := re.fullmatch(r"\[(.+)\]", line):
            group = groups.setdefault(heading[1], {})
        elif "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            group[key] = value
    return groups


def own_text(name):
    """The texts of the elements that are not a translation."""
    return [e.text.strip() for e in METAINFO.findall(name) if LANGUAGE not in e.keys()]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Identity(unittest.TestCase):
    def test_id_has_the_parts_a_code_host_needs(self):
        self.assertRegex(APP_ID, r"^io\.github(\.[A-Za-z][A-Za-z0-9_]*){2,3}$")
        self.assertEqual(own_text("id"), [APP_ID])

    def test_name_is_short(self):
        [name] = own_text("name")
        self.assertLessEqual(len(name), 15)
        self.assertNotRegex(name, r"[-–—]")

    def test_summary_fits_a_tile(self):
        [summary] = own_text("summary")
        [name] = own_text("name")
        self.assertTrue(10 <= len(summary) <= 25, summary)
        self.assertNotRegex(summary, r"\.$|^(A|An|The) ")
        self.assertNotIn(name.lower(), summary.lower())

    def test_licences_and_developer(self):
        self.assertIn(METAINFO.findtext("metadata_license"), ("CC0-1.0", "FSFAP"))
        self.assertEqual(METAINFO.findtext("project_license"), "GPL-3.0-or-later")
        [developer] = METAINFO.findall("developer")
        self.assertTrue(developer.get("id"))
        self.assertTrue(developer.findtext("name"))

    def test_launchable_and_rating(self):
        self.assertEqual(METAINFO.findtext("launchable"), f"{APP_ID}.desktop")
        self.assertEqual(METAINFO.find("content_rating").get("type"), "oars-1.1")

    def test_links_are_safe_and_complete(self):
        links = {e.get("type"): e.text for e in METAINFO.findall("url")}
        self.assertLessEqual({"homepage", "bugtracker", "vcs-browser"}, links.keys())
        for link in links.values():
            self.assertRegex(link, r"^https://")

    def test_branding_has_two_colours_that_differ(self):
        colours = {e.get("scheme_preference"): e.text for e in METAINFO.findall("branding/color[@type='primary']")}
        self.assertEqual(colours.keys(), {"light", "dark"})
        lights = sorted(map(luminance, colours.values()))
        self.assertGreater((lights[1] + 0.05) / (lights[0] + 0.05), 4.5)

    def test_newest_release_is_this_version_and_not_of_the_future(self):
        newest = METAINFO.find("releases/release")
        version = re.search(r"version: '(.+?)'", (SOURCE / "meson.build").read_text())[1]
        self.assertEqual(newest.get("version"), version)
        self.assertLessEqual(datetime.date.fromisoformat(newest.get("date")), datetime.date.today())
        for release in METAINFO.findall("releases/release"):
            self.assertIsNotNone(release.find("description/p"), release.get("version"))

    def test_screenshots_are_of_this_version(self):
        shots = METAINFO.findall("screenshots/screenshot")
        self.assertTrue(1 <= len(shots) <= 6)
        self.assertEqual([s.get("type") for s in shots].count("default"), 1)
        version = METAINFO.find("releases/release").get("version")
        for shot in shots:
            self.assertNotRegex(shot.findtext("caption").strip(), r"\.$")
            self.assertRegex(shot.findtext("image"), rf"^https://.+/v{re.escape(version)}/docs/pictures/[a-z-]+\.png$")


class Desktop(unittest.TestCase):
    groups = read_groups(BUILD / f"{APP_ID}.desktop")
    entry = groups["Desktop Entry"]

    def test_is_the_application_of_the_metainfo(self):
        self.assertEqual(self.entry["Icon"], APP_ID)
        self.assertEqual(self.entry["Name"], METAINFO.findtext("name"))
        self.assertIn(self.entry["Exec"].split()[0], [e.text for e in METAINFO.findall("provides/binary")])

    def test_is_shown_with_a_real_category(self):
        self.assertFalse({"NoDisplay", "Terminal"} & self.entry.keys())
        self.assertFalse({"GTK", "GNOME", "Qt"} & set(self.entry["Categories"].split(";")))

    def test_every_action_has_its_group(self):
        actions = self.entry["Actions"].strip(";").split(";")
        self.assertEqual(actions, ["new-window", "race", "latency"])
        for action in actions:
            group = self.groups[f"Desktop Action {action}"]
            self.assertTrue(group["Name"])
            self.assertEqual(group["Exec"].split()[-2:], [APP_ID, action])

    def test_bus_can_start_it(self):
        self.assertEqual(self.entry["DBusActivatable"], "true")
        service = read_groups(BUILD / f"{APP_ID}.service")["D-BUS Service"]
        self.assertEqual(service["Name"], APP_ID)
        self.assertRegex(service["Exec"], r"^/.+/interleave --gapplication-service$")


class Traces(unittest.TestCase):
    root = xml.parse(BUILD / f"{APP_ID}.xml").getroot()

    def test_double_click_opens_one(self):
        [mime] = [e.get("type") for e in self.root]
        self.assertIn(mime, Desktop.entry["MimeType"].split(";"))
        self.assertEqual(METAINFO.findtext("provides/mediatype"), mime)

    def test_magic_is_what_the_program_writes(self):
        layout = (SOURCE / "src/trace/lab-layout.h").read_text()
        written = re.search(r'LAB_TRACE_MAGIC "(.+?)"', layout)[1].encode().decode("unicode_escape")
        [match] = self.root.iter(f"{MIME}match")
        self.assertEqual(match.get("value").encode().decode("unicode_escape"), written)
        self.assertEqual(match.get("offset"), "0")

    def test_icon_is_one_that_a_sandbox_exports(self):
        [icon] = self.root.iter(f"{MIME}icon")
        self.assertTrue(icon.get("name").startswith(APP_ID))
        self.assertTrue((SOURCE / f"data/icons/hicolor/scalable/mimetypes/{icon.get('name')}.svg").exists())


class Icons(unittest.TestCase):
    folder = SOURCE / "data/icons/hicolor"

    def test_all_are_square_pictures_of_the_application(self):
        icons = sorted(self.folder.rglob("*.*"))
        self.assertEqual(len(icons), 3)
        for icon in icons:
            root = xml.parse(icon).getroot()
            self.assertEqual(root.tag, f"{SVG}svg", icon)
            self.assertEqual(root.get("width"), root.get("height"), icon)
            self.assertEqual(root.get("viewBox"), "0 0 {0} {0}".format(root.get("width")), icon)
            self.assertTrue(icon.name.startswith(APP_ID), icon)
            self.assertFalse([e for e in root.iter() if e.tag.endswith(("image", "text", "filter"))], icon)

    def test_symbolic_has_one_colour(self):
        root = xml.parse(self.folder / f"symbolic/apps/{APP_ID}-symbolic.svg").getroot()
        self.assertEqual(root.get("width"), "16")
        self.assertEqual({e.get("fill") for e in root.iter()} - {None}, {"#2e3436"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
