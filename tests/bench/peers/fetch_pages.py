# SPDX-License-Identifier: GPL-3.0-or-later
"""fetch_pages.py ADDRESS PAGES: fetches that many pages at once: by aiohttp where there is one, else by urllib in as
many threads."""

import json
import sys
import threading
import time
import urllib.request

ADDRESS, PAGES = sys.argv[1], int(sys.argv[2])

try:
    import aiohttp
    import asyncio
except ImportError:
    aiohttp = None


def in_threads():
    def fetch(number):
        with urllib.request.urlopen(f"{ADDRESS}/page/{number}") as page:
            received.append(len(page.read()))

    received = []
    threads = [threading.Thread(target=fetch, args=(number,)) for number in range(1, PAGES + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return received


async def in_a_loop():
    async def fetch(number):
        async with session.get(f"{ADDRESS}/page/{number}") as page:
            return len(await page.read())

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        return await asyncio.gather(*(fetch(number) for number in range(1, PAGES + 1)))


begin = time.monotonic_ns()
lengths = asyncio.run(in_a_loop()) if aiohttp else in_threads()
end = time.monotonic_ns()
assert len(lengths) == PAGES
print(json.dumps({"makespan_ns": end - begin, "how": "aiohttp" if aiohttp else "urllib in threads"}))
