#!/usr/bin/env python3
"""Plays a release's page in headless Chromium as a listener would and prints what happened as JSON.

    player.py RELEASE [--page player.html] [--screenshots FOLDER] [--over http|file]

Needs chromium and chromedriver; talks WebDriver to the latter with nothing but Python's own library.
"""
import argparse
import base64
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request


class RangeHandler(http.server.SimpleHTTPRequestHandler):
    """Serves parts of files, as every static host does and Python's own server does not."""

    requests = []

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        RangeHandler.requests.append(self.path)
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = self.translate_path(self.path)
        if not wanted or not os.path.isfile(path):
            return super().do_GET()
        size = os.path.getsize(path)
        first = int(wanted[1])
        last = min(int(wanted[2] or size - 1), size - 1)
        if first > last:
            return self.send_error(416)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        with open(path, "rb") as file:
            file.seek(first)
            try:
                self.wfile.write(file.read(last - first + 1))
            except OSError:
                pass  # browsers leave when they have enough


class Browser:
    """A WebDriver session."""

    def __init__(self):
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = None
        for line in self.driver.stdout:
            found = re.search(r"on port ([1-9]\d*)", line)
            if found:
                port = found[1]
                break
        threading.Thread(target=self.driver.stdout.read, daemon=True).start()
        self.base = f"http://127.0.0.1:{port}"
        self.profile = tempfile.mkdtemp(prefix="narrate-chromium-")
        options = {"args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio",
            "--autoplay-policy=no-user-gesture-required", "--no-first-run", f"--user-data-dir={self.profile}",
        ]}
        binary = shutil.which("chromium") or shutil.which("google-chrome")
        if binary:
            options["binary"] = binary
        wanted = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options,
                                  "goog:loggingPrefs": {"browser": "ALL"}}}
        self.session = None
        self.session = self.call("POST", "/session", {"capabilities": wanted})["sessionId"]

    def call(self, method, path, body=None):
        where = self.base + (f"/session/{self.session}" if self.session else "") + path
        request = urllib.request.Request(
            where, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=240) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise SystemExit(f"webdriver {path}: {error.read().decode()[:600]}")

    def open(self, address):
        self.call("POST", "/url", {"url": address})

    def script(self, code, *arguments):
        return self.call("POST", "/execute/sync", {"script": code, "args": list(arguments)})

    def devtools(self, command, **parameters):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def until(self, condition, what, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.script("return " + condition)
            if value:
                return value
            time.sleep(0.05)
        raise SystemExit(f"waited in vain until {what}: {condition}; {json.dumps(self.state())}")

    def click(self, selector):
        element = self.call("POST", "/element", {"using": "css selector", "value": selector})
        self.call("POST", f"/element/{next(iter(element.values()))}/click", {})

    def keys(self, text):
        actions = []
        for key in text:
            actions += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def state(self):
        return self.script("""
            const audio = document.querySelector('body > audio');
            const now = document.querySelector('.now'), word = document.querySelector('.word');
            const current = document.querySelector('nav a[aria-current]');
            return {time: audio.currentTime, paused: audio.paused, rate: audio.playbackRate,
                duration: audio.duration, source: decodeURIComponent(audio.currentSrc).split('/').pop(),
                text: now && now.textContent, word: word && word.textContent,
                chapter: current && current.textContent, button: document.getElementById('play').ariaLabel,
                says: document.getElementById('says').textContent}""")

    def messages(self):
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"})
                if "favicon" not in entry["message"]]

    def screenshot(self, path, width, height, scheme):
        self.devtools("Emulation.setDeviceMetricsOverride",
                      width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.devtools("Emulation.setEmulatedMedia",
                      features=[{"name": "prefers-color-scheme", "value": scheme}])
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("GET", "/screenshot")))

    def close(self):
        try:
            self.call("DELETE", "")
        except (OSError, SystemExit):
            pass
        self.driver.terminate()
        self.driver.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


# Notes what the page marks, so that nothing is missed however slowly it is asked.
NOTING = """
    window.noted = [];
    new MutationObserver(changes => changes.forEach(change => ['now', 'word'].forEach(kind => {
        if (change.target.classList.contains(kind)) window.noted.push([kind, change.target.textContent]);
    }))).observe(document.getElementById('text'), {attributes: true, subtree: true, attributeFilter: ['class']})"""
AUDIO = "document.querySelector('body > audio')"


def listen(browser, address):
    """What a listener does, and what the page says then."""
    seen = {}
    browser.open(address)
    browser.until("document.documentElement.classList.contains('scripted')", "the script runs")
    browser.until(f"{AUDIO}.readyState > 0", "the audio is there")
    browser.script(NOTING)
    seen["opened"] = browser.state()
    browser.click("#play")
    browser.until(f"!{AUDIO}.paused && window.noted.length > 0", "it plays")
    seen["played"] = dict(browser.state(), noted=browser.script("return window.noted"))
    browser.script("const s = document.getElementById('speed'); s.value = '2'; s.dispatchEvent(new Event('change'))")
    started = browser.script(f"return [{AUDIO}.currentTime, performance.now()]")
    browser.until(f"{AUDIO}.playbackRate === 2 && {AUDIO}.currentTime > {started[0]} + 1.2", "it plays twice as fast")
    ended = browser.script(f"return [{AUDIO}.currentTime, performance.now()]")
    seen["pace"] = (ended[0] - started[0]) / ((ended[1] - started[1]) / 1000)
    browser.click("#play")
    browser.until(f"{AUDIO}.paused", "it pauses")
    seen["paused"] = browser.state()
    browser.script("const s = document.getElementById('seek'); s.value = '1'; s.dispatchEvent(new Event('input'))")
    browser.until(f"!{AUDIO}.seeking && Math.abs({AUDIO}.currentTime - 1) < 0.1", "it seeks")
    seen["sought"] = browser.state()
    browser.script("document.activeElement.blur()")
    browser.keys("n")
    browser.until(f"{AUDIO}.readyState > 0", "the next chapter is there")
    seen["next"] = browser.state()
    browser.devtools("Emulation.setDeviceMetricsOverride", width=500, height=420, deviceScaleFactor=1, mobile=False)
    chosen = "Array.from(document.querySelectorAll('article')).pop().querySelectorAll('[data-s]')[1]"
    asked = browser.script(f"window.noted = []; return {chosen}.textContent")
    browser.script(f"{chosen}.click()")
    browser.until("window.noted.length > 0", "a click on the text plays it")
    browser.until("window.noted.some(n => n[0] === 'word') || !document.querySelector('[data-w]')", "words are marked")
    browser.until("""(() => { const box = document.querySelector('.now').getBoundingClientRect();
        return box.top > document.getElementById('deck').getBoundingClientRect().bottom
            && box.top < window.innerHeight })()""", "the text is in sight")
    seen["clicked"] = dict(browser.state(), asked=asked, noted=browser.script("return window.noted"))
    browser.keys("k")
    browser.until(f"{AUDIO}.paused", "a key pauses")
    browser.devtools("Emulation.clearDeviceMetricsOverride")
    browser.open("about:blank")
    browser.open(address)
    browser.until("document.documentElement.classList.contains('scripted')", "the script runs again")
    browser.until(f"{AUDIO}.readyState > 0", "the audio is there again")
    seen["resumed"] = browser.state()
    return seen


def facts(browser):
    """What the page is to those who don't see it, and what it would do with hostile text."""
    browser.devtools("Accessibility.enable")
    tree = browser.devtools("Accessibility.getFullAXTree")["nodes"]
    names = []
    for node in tree:
        role = node.get("role", {}).get("value")
        if not node.get("ignored") and role in ("button", "slider", "combobox", "checkbox", "navigation", "link"):
            names.append([role, node.get("name", {}).get("value", "")])
    return {
        "controls": names,
        "pwned": browser.script("return window.pwned === undefined ? null : window.pwned"),
        "scripts": browser.script("return document.scripts.length"),
        "images": browser.script("return Array.from(document.images).map(i => [i.getAttribute('src'), i.naturalWidth])"),
        "strange": browser.script("return document.querySelectorAll('main script, main iframe, main object, [onerror]').length"),
        "headings": browser.script("return Array.from(document.querySelectorAll('h1,h2')).map(h => h.textContent)"),
        "wide": browser.script("return document.documentElement.scrollWidth > window.innerWidth"),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("release")
    parser.add_argument("--page", default="player.html")
    parser.add_argument("--screenshots")
    parser.add_argument("--over", default="http", choices=["http", "file"])
    options = parser.parse_args()
    folder = os.path.abspath(options.release)
    handler = functools.partial(RangeHandler, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/{options.page}"
    if options.over == "file":
        address = f"file://{urllib.request.pathname2url(folder)}/{options.page}"
    browser = Browser()
    try:
        seen = listen(browser, address)
        seen["facts"] = facts(browser)
        seen["messages"] = browser.messages()
        if options.screenshots:
            os.makedirs(options.screenshots, exist_ok=True)
            # In the middle of the longest chapter, so that the text has to be followed.
            browser.script("""
                const all = Array.from(document.querySelectorAll('article'))
                    .sort((a, b) => b.dataset.seconds - a.dataset.seconds);
                const spans = all[0].querySelectorAll('[data-s]');
                spans[Math.floor(spans.length / 2)].click()""")
            browser.until(f"!{AUDIO}.paused && document.querySelector('.now')", "it plays for the picture")
            started = browser.script(f"return {AUDIO}.currentTime")
            browser.until(f"{AUDIO}.currentTime > {started} + 1.5", "it has played for a moment")
            for name, width, height, scheme in [
                    ("light", 1000, 800, "light"), ("dark", 1000, 800, "dark"),
                    ("phone", 360, 740, "light"), ("frame", 640, 220, "light")]:
                browser.screenshot(f"{options.screenshots}/{name}.png", width, height, scheme)
                seen[f"wide-{name}"] = browser.script(
                    "return document.documentElement.scrollWidth > window.innerWidth")
        seen["requests"] = sorted(set(RangeHandler.requests))
        print(json.dumps(seen))
    finally:
        browser.close()
        server.shutdown()


main()
