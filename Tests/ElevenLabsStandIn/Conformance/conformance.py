#!/usr/bin/env python3
"""Proves the stand-in against the vendor's own Python SDK and, where it can be had, its schema.

    conformance.py --stand-in BINARY [--narrate BINARY] [--schema FILE] [--venv FOLDER]

The SDK is installed into FOLDER (kept for the next time). The schema is FILE, or the vendor's
openapi.json when its address can be reached; without it the shapes of answers go unchecked.
With --narrate, a short text is narrated through the stand-in and every request it made is
validated too. One line per check; exit 0 when all hold or PyPI can't be reached ("skipped"),
1 when one does not, 2 on wrong usage.
"""
import argparse
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request

SCHEMA_ADDRESS = "https://api.elevenlabs.io/openapi.json"
TEXT = "The Rabbit-Hole went straight on, like a tunnel. Then it dipped."


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stand-in", required=True)
    parser.add_argument("--narrate")
    parser.add_argument("--schema")
    parser.add_argument("--venv", default=os.path.join(tempfile.gettempdir(), "narrate-conformance"))
    return parser.parse_args()


def enter_venv(folder):
    """Runs this script again with the SDK's interpreter, once that exists."""
    python = os.path.join(folder, "bin", "python")
    if os.path.realpath(sys.prefix) == os.path.realpath(folder):
        return
    try:
        if not os.path.exists(python):
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        probe = subprocess.run([python, "-c", "import elevenlabs, jsonschema"], capture_output=True)
        if probe.returncode:
            install = [python, "-m", "pip", "install", "--quiet", "--retries", "1", "elevenlabs>=2", "jsonschema"]
            subprocess.run(install, check=True, capture_output=True, timeout=300)
    except (subprocess.SubprocessError, OSError):
        print("skipped: the vendor's SDK can't be installed (is PyPI reachable?)")
        sys.exit(0)
    os.execv(python, [python, *sys.argv])


class Schema:
    """The vendor's OpenAPI document."""

    def __init__(self, path):
        self.document, self.routes = None, []
        # A file may hold a part of it only.
        self.is_partial = bool(path)
        try:
            if path:
                with open(path, encoding="utf-8") as file:
                    self.document = json.load(file)
            else:
                with urllib.request.urlopen(SCHEMA_ADDRESS, timeout=10) as answer:
                    self.document = json.load(answer)
        except (OSError, ValueError) as error:
            if path:
                sys.exit(f"can't read {path}: {error}")
            print("note: the vendor's schema can't be reached; shapes of answers go unchecked")
            return
        for template, item in self.document["paths"].items():
            pattern = re.sub(r"\\{[^/]+?\\}", "[^/]+", re.escape(template.rstrip("/")))
            self.routes.append((template.count("{"), re.compile(f"^{pattern}/?$"), item))
        self.routes.sort(key=lambda route: route[0])

    def operation(self, method, path):
        for _, pattern, item in self.routes:
            if pattern.match(path) and method.lower() in item:
                return item[method.lower()]
        return None

    def faults(self, schema, value):
        import jsonschema
        whole = {**schema, "components": self.document["components"]}
        found = jsonschema.Draft202012Validator(whole).iter_errors(value)
        return ["/".join(map(str, fault.absolute_path)) + ": " + fault.message[:100] for fault in found]

    def answer_faults(self, method, path, value):
        operation = self.operation(method, path)
        content = (operation or {}).get("responses", {}).get("200", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        return self.faults(schema, value) if schema else []

    def request_faults(self, entry):
        operation = self.operation(entry["method"], entry["path"])
        if operation is None:
            return [] if self.is_partial else [f"no such call: {entry['method']} {entry['path']}"]
        faults = []
        known = {p["name"]: p["schema"] for p in operation.get("parameters", []) if p["in"] == "query"}
        for name, text in entry["query"].items():
            if name not in known:
                faults.append(f"unknown query name {name}")
            elif "enum" in known[name] and text not in known[name]["enum"]:
                faults.append(f"{name}={text} is not in the list")
        content = operation.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema and entry["body"] is not None:
            faults += self.faults(schema, entry["body"])
            if "$ref" in schema:
                target = self.document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
                faults += [f"unknown name {n}" for n in set(entry["body"]) - set(target["properties"])]
        return faults


class Checks:
    """Runs calls, one line each."""

    def __init__(self, schema):
        self.schema, self.failed, self.last = schema, 0, None

    def seen(self, response):
        """Called by the SDK's transport with every answer."""
        self.last = response
        response.read() if "json" in response.headers.get("content-type", "") else None

    def run(self, name, call):
        self.last = None
        try:
            note, faults = call() or "", []
            answer = self.last
            is_json = answer is not None and "json" in answer.headers.get("content-type", "")
            if self.schema.document and is_json and answer.status_code == 200 \
                    and not answer.request.url.path.endswith("/stream/with-timestamps"):
                faults = self.schema.answer_faults(
                    answer.request.method, answer.request.url.path, answer.json())
        except Exception as error:  # whatever goes wrong is the result
            note, faults = "", [f"{type(error).__name__}: {str(error)[:200]}"]
        self.say(name, note, faults)

    def say(self, name, note, faults):
        self.failed += bool(faults)
        print(f"{'failed' if faults else 'ok':7}{name:46}{'; '.join(faults[:3]) if faults else note}", flush=True)


def sdk_checks(checks, url):
    import httpx
    from elevenlabs import VoiceSettings
    from elevenlabs.client import ElevenLabs
    from elevenlabs.core.api_error import ApiError

    transport = httpx.Client(trust_env=False, timeout=30, event_hooks={"response": [checks.seen]})
    client = ElevenLabs(base_url=url, api_key="sk_conformance", httpx_client=transport)
    once = {"max_retries": 0}
    model = "eleven_multilingual_v2"
    speech, dictionaries = client.text_to_speech, client.pronunciation_dictionaries
    voice = client.voices.search(page_size=1, request_options=once).voices[0].voice_id
    state = {}

    def hold(claim, words):
        if not claim:
            raise AssertionError(words)

    def paged():
        ids, token = [], None
        while True:
            page = client.voices.search(page_size=2, next_page_token=token, request_options=once)
            ids += [v.voice_id for v in page.voices]
            token = page.next_page_token
            if not page.has_more:
                break
        hold(len(ids) == len(set(ids)) > 2, f"pages hold {ids}")
        return f"{len(ids)} voices"

    def spoken():
        before = client.user.subscription.get(request_options=once).character_count
        settings = VoiceSettings(stability=0.4, similarity_boost=0.8, style=0, use_speaker_boost=True, speed=1.1)
        audio = b"".join(speech.convert(voice, text=TEXT, model_id=model, voice_settings=settings, seed=7,
                                        request_options=once))
        headers = checks.last.headers
        state["request"] = headers["request-id"]
        hold(headers["content-type"] == "audio/mpeg", headers["content-type"])
        hold(int(headers["content-length"]) == len(audio), "length")
        hold(int(headers["character-cost"]) == len(TEXT), headers["character-cost"])
        after = client.user.subscription.get(request_options=once).character_count
        hold(after - before == len(TEXT), f"{after - before} billed")
        hold(audio[:3] == b"ID3" and len(audio) > 16000, "no MP3")
        state["audio"] = audio
        return f"{len(audio)} bytes"

    def stitched():
        audio = b"".join(speech.convert(voice, text="And on.", model_id=model, request_options=once,
                                        previous_request_ids=[state["request"]], next_text="Further."))
        hold(checks.last.headers["request-id"] != state["request"], "the id repeats")
        return f"{len(audio)} bytes"

    def streamed():
        audio = b"".join(speech.stream(voice, text=TEXT, model_id=model, request_options=once))
        hold(b"Info" not in audio[:300], "an Info frame in a stream")
        return f"{len(audio)} bytes"

    def timed():
        answer = speech.convert_with_timestamps(voice, text=TEXT, model_id=model, request_options=once)
        hold("".join(answer.alignment.characters) == TEXT, "the alignment spells another text")
        return f"{len(base64.b64decode(answer.audio_base_64))} bytes"

    def timed_stream():
        text = "".join("".join(piece.alignment.characters) for piece in speech.stream_with_timestamps(
            voice, text=TEXT, model_id=model, request_options=once) if piece.alignment)
        hold(text == TEXT, f"the alignment spells {text!r}")

    def dictionary():
        pls = b"""<?xml version="1.0"?><lexicon version="1.0" alphabet="ipa" xml:lang="en"
          xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
          <lexeme><grapheme>UN</grapheme><alias>United Nations</alias></lexeme></lexicon>"""
        made = dictionaries.create_from_file(name="c", file=("c.pls", pls, "application/pls+xml"), request_options=once)
        hold(made.version_rules_num == 1, f"{made.version_rules_num} rules")
        state["dictionary"], state["version"] = made.id, made.version_id
        rest = dictionaries.rules.remove(made.id, rule_strings=["UN"], request_options=once)
        hold(rest.version_rules_num == 0 and rest.version_id != made.version_id, "no new version")
        return made.id

    def dictionary_kept():
        old = b"".join(dictionaries.download(state["dictionary"], state["version"], request_options=once))
        hold(b"United Nations" in old, "the old version is gone")

    def history():
        items = client.history.list(page_size=50, request_options=once).history
        item = next(i for i in items if i.request_id == state["request"])
        audio = b"".join(client.history.get_audio(item.history_item_id, request_options=once))
        hold(audio == state["audio"], "other audio than was delivered")
        hold(item.text == TEXT, item.text)

    def refusal(status, name, call):
        def check():
            try:
                call()
            except ApiError as error:
                body = error.body.model_dump() if hasattr(error.body, "model_dump") else error.body
                hold(error.status_code == status, f"HTTP {error.status_code}")
                hold(name in json.dumps(body), json.dumps(body)[:150])
                return f"HTTP {status}"
            raise AssertionError("it succeeded")
        return check

    def say(text="Hello.", to=voice, **more):
        return b"".join(speech.convert(to, text=text, request_options=once, **{"model_id": model, **more}))

    checks.run("models", lambda: f"{len(client.models.list(request_options=once))} models")
    checks.run("voices", lambda: f"{len(client.voices.get_all(request_options=once).voices)} voices")
    checks.run("voices, paged", paged)
    checks.run("a voice", lambda: client.voices.get(voice, request_options=once).name)
    checks.run("settings of a voice", lambda: client.voices.settings.get(voice, request_options=once) and "")
    checks.run("user", lambda: client.user.get(request_options=once).user_id)
    checks.run("speech, billed", spoken)
    checks.run("speech, stitched", stitched)
    checks.run("speech, streamed", streamed)
    checks.run("speech with times", timed)
    checks.run("speech with times, streamed", timed_stream)
    checks.run("dictionary and its versions", dictionary)
    checks.run("dictionary, old version", dictionary_kept)
    checks.run("history", history)
    checks.run("refusal: voice", refusal(404, "voice_not_found", lambda: say(to="Z" * 20)))
    checks.run("refusal: model", refusal(400, "model_not_found", lambda: say(model_id="eleven_none")))
    checks.run("refusal: schema", refusal(422, "string_type", lambda: say(text=None)))
    checks.run("refusal: stitching", refusal(400, "unsupported_model", lambda: say(
        model_id="eleven_v3", previous_request_ids=["x"])))


LEXICON = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
<lexeme><grapheme>tunnel</grapheme><alias>passage</alias></lexeme></lexicon>
"""
# Options that change what is sent, and a fault that makes narrate look into the history.
RUNS = [
    ("plain", [], []),
    ("with times and a seed", ["--timestamps", "--seed", "7"], []),
    ("nothing kept", ["--no-retention"], []),
    ("with dictionaries", ["--upload-lexicons", "--lexicon", "names.pls"], []),
    ("another model and format", ["--model", "eleven_flash_v2_5", "--output-format", "mp3_22050_32"], []),
    ("text alone", ["--stitch", "text", "--output-format", "auto"], []),
    ("a lost answer", [], ["dropped"]),
]


def narrate_checks(checks, url, narrate):
    """Narrates through the stand-in and validates every request that was made."""
    known = {"PATH": os.environ["PATH"], "ELEVENLABS_API_KEY": "sk_conformance", "ELEVENLABS_BASE_URL": url}

    def post(path, method, body=None):
        request = urllib.request.Request(f"{url}{path}", method=method, data=body and json.dumps(body).encode())
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    for name, options, faults in RUNS:
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "names.pls"), "w", encoding="utf-8") as file:
                file.write(LEXICON)
            with open(os.path.join(folder, "book.txt"), "w", encoding="utf-8") as file:
                file.write("CHAPTER I\n\n" + (TEXT + " ") * 40 + "\n\nCHAPTER II\n\n" + (TEXT + " ") * 12 + "\n")
            post("/__journal", "DELETE")
            post("/__faults", "POST", {"script": faults})
            for arguments in (["voices", "--search", "george"],
                              ["run", "book.txt", "--yes", "--no-progress", "--output", folder, *options]):
                run = subprocess.run([narrate, *arguments], env=known, cwd=folder, capture_output=True,
                                     text=True, timeout=300)
                if run.returncode:
                    checks.say(f"narrate, {name}", "", [f"exit {run.returncode}: {run.stderr[-300:]}"])
            entries = post("/__journal", "GET")["requests"]
        found = []
        for entry in entries:
            faults = list(entry["warnings"])
            if checks.schema.document:
                faults += checks.schema.request_faults(entry)
            found += [f"{entry['method']} {entry['path']}: {fault}" for fault in faults]
        if not any(entry["characters"] for entry in entries):
            found.append("nothing was spoken")
        told = "keep to the schema" if checks.schema.document else "say nothing the service does not know"
        checks.say(f"requests of narrate, {name}", f"{len(entries)} {told}", found)


def main():
    options = arguments()
    enter_venv(options.venv)
    checks = Checks(Schema(options.schema))
    server = subprocess.Popen([options.stand_in, "--strict", "--exit-with-input"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{int(server.stdout.readline())}"
        sdk_checks(checks, url)
        if options.narrate:
            narrate_checks(checks, url, os.path.abspath(options.narrate))
    finally:
        server.stdin.close()
        server.wait(timeout=10)
    print("all checks hold" if not checks.failed else f"{checks.failed} checks failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
