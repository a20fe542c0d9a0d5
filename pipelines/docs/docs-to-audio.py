#!/usr/bin/env python3
"""Narrates a documentation folder in CI: records what changed, publishes it, and says so.

    docs-to-audio.py DOCS [--state .narrate] [--publish DESTINATION] [-- further options of narrate]

What a former job recorded is in the state folder, which the CI's cache keeps; so a change of one paragraph
records one utterance. Without a key for the paid engine (pull requests from forks have none) nothing is
paid: the embedded engine speaks a preview, or the job only says what it would do.

Exit code: narrate's own; 3 (takes that need ears) is a warning here. Needs nothing but Python 3.8.
"""
import argparse
import collections
import json
import os
import shlex
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

MARK = "<!-- narrate: audio of the docs -->"
SHOWN = 20
KEYS = ("ELEVENLABS_API_KEY", "NARRATE_KEY_FILE", "NARRATE_KEY_COMMAND")


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("docs", help="folder of Markdown or built HTML, or a manifest (narrate.yaml)")
    parser.add_argument("--state", default=".narrate", help="folder that the CI's cache keeps")
    parser.add_argument("--engine", default="elevenlabs", help="who speaks when there is a key")
    parser.add_argument("--mode", default="auto", choices=["auto", "record", "preview", "plan"])
    parser.add_argument("--without-key", default="preview", choices=["preview", "plan"],
                        help="what auto does without a key: speak with the embedded engine, or only plan")
    parser.add_argument("--publish", default="", help="s3://bucket/prefix or a folder")
    parser.add_argument("--link", default="", help="links that work for so long, such as 7d; s3:// only")
    parser.add_argument("--web-address", default="", help="where the published folder will be found")
    parser.add_argument("--max-credits", default="", help="spend no more in a job")
    parser.add_argument("--options", default="", help="further options of narrate, in one word")
    parser.add_argument("--narrate", default="narrate", help="the program")
    parser.add_argument("--summary", default=os.environ.get("GITHUB_STEP_SUMMARY", ""),
                        help="file that the report is added to")
    parser.add_argument("--comment", default="auto", choices=["auto", "none"],
                        help="whether the report becomes a comment of the pull or merge request")
    parser.add_argument("rest", nargs="*", help="behind --: further options of narrate")
    return parser.parse_args()


class Narrate:
    """The program, with what all its calls have in common."""

    def __init__(self, options):
        self.program = shutil.which(options.narrate)
        if not self.program:
            sys.exit(f"narrate was not found as '{options.narrate}': install it with pipelines/docs/install.sh")
        self.docs = options.docs
        self.further = shlex.split(options.options) + options.rest

    def run(self, command, *arguments):
        words = [self.program, command, self.docs, "--json", *arguments, *self.further]
        return subprocess.run(words, stdout=subprocess.PIPE, check=False, text=True)

    def document(self, command, *arguments):
        """One JSON document; the job ends with narrate when that fails."""
        done = self.run(command, *arguments)
        if done.returncode:
            sys.exit(done.returncode)
        return json.loads(done.stdout)

    def events(self, *arguments):
        """What a run tells, line by line, and its exit code."""
        done = self.run("run", *arguments)
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")], done.returncode


def utterances(script):
    """Every utterance of a script: chapter, its title, position, text."""
    return [(chapter["index"], chapter["title"], utterance["index"], utterance["text"])
            for chapter in script["chapters"] for utterance in chapter.get("utterances", [])]


def changes(new, old):
    """What is said now and was not said when the state was made; equal texts are recorded once."""
    known = collections.Counter(text for _, _, _, text in old)
    seen, changed = set(), []
    for place in new:
        if place[3] not in known and place[3] not in seen:
            seen.add(place[3])
            changed.append(place)
    return changed


def saved_script(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return {"chapters": []}


def write(path, text, mode="w"):
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    with open(path, mode, encoding="utf-8") as file:
        file.write(text)


def plain(text, limit=160):
    """A text of the docs as Markdown that stays text: no links, mentions, tags or tables."""
    text = " ".join(text.split())
    if len(text) > limit:
        text = text[:limit - 1] + "…"
    escaped = "".join("\\" + c if c in "\\`*_{}[]()#+-.!|~$" else c for c in text)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("@", "@\u200b")


def clock(seconds):
    seconds = int(round(seconds))
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def count(number, word):
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def listed(places):
    lines = [f"- {plain(title, 80)}, utterance {utterance}: “{plain(text)}”"
             for _, title, utterance, text in places[:SHOWN]]
    if len(places) > SHOWN:
        lines.append(f"- and {len(places) - SHOWN:,} more")
    return lines


def details(title, lines):
    return ["", f"<details><summary>{title}</summary>", "", *lines, "", "</details>"] if lines else []


def spoken(script):
    """What each chapter says, by its number."""
    return {chapter["index"]: tuple(line["text"] for line in chapter.get("utterances", []))
            for chapter in script["chapters"]}


def links(events, finished, options, titles, known):
    """The audio that says something new, with an address where there is one; how much more was written again."""
    delivered = {link["file"]: link["url"] for link in (finished.get("delivery") or {}).get("links", [])}
    release = os.path.basename(finished.get("release") or "")
    base = options.web_address.replace("{release}", urllib.parse.quote(release)).rstrip("/")
    lines, others = [], 0
    for event in events:
        if event["event"] != "chapterAssembled" or event.get("unchanged"):
            continue
        if event["chapter"] in known:
            others += 1
            continue
        address = delivered.get(event["file"])
        if not address and base:
            address = f"{base}/{urllib.parse.quote(event['file'])}"
        title = plain(titles.get(event["chapter"], event["title"]), 80)
        lines.append((event["chapter"], f"- {f'[{title}](<{address}>)' if address else title}, "
                      f"{clock(event['duration'])}"))
    return [line for _, line in sorted(lines)], others


def artifacts():
    """Where the job keeps its files, for those who may see them."""
    env = os.environ
    if env.get("GITHUB_ACTIONS") == "true" and env.get("GITHUB_RUN_ID"):
        return f"{env['GITHUB_SERVER_URL']}/{env['GITHUB_REPOSITORY']}/actions/runs/{env['GITHUB_RUN_ID']}#artifacts"
    return f"{env['CI_JOB_URL']}/artifacts/browse" if env.get("CI_JOB_URL") else ""


def recorded(narrate, options, engine, folder, publishes):
    """Records what is new; the report's lines and the exit code."""
    name = os.path.splitext(os.path.basename(os.path.abspath(options.docs)))[0]
    project, release = os.path.join(folder, f"{name}.narrate"), os.path.join(folder, "release")
    place = ["--engine", engine, "--project", project, "--output", release]
    difference = narrate.document("script", "--diff", *place)
    script = narrate.document("script", "--engine", engine)
    former = saved_script(os.path.join(folder, "script.json"))
    more = ["--max-credits", options.max_credits] if options.max_credits else ["--yes"]
    if "--format" not in narrate.further:
        more += ["--format", "web"]
    if options.web_address:
        more += ["--web-address", options.web_address]
    if publishes and options.publish:
        more += ["--publish", options.publish]
        if options.link:
            more += ["--link", options.link]
    events, code = narrate.events(*place, *more)
    finished = next((event for event in events if event["event"] == "finished"), {})
    titles = {chapter["index"]: chapter["title"] for chapter in script["chapters"]}
    takes = sorted((event for event in events if event["event"] == "takeRecorded"),
                   key=lambda event: (event["chapter"], event["utterance"]))
    texts = {(line["chapter"], line["utterance"]): line["text"] for line in difference["lines"]}
    places = [(take["chapter"], titles.get(take["chapter"], f"chapter {take['chapter']}"), take["utterance"],
               texts.get((take["chapter"], take["utterance"]), "")) for take in takes]
    characters = sum(take["characters"] for take in takes)
    # What a run spends holds takes, too, that failed their checks and were recorded again.
    credits = finished.get("creditsOfRun", sum(take.get("credits") or 0 for take in takes))
    kept = difference["unchanged"] + sum(line["kind"] == "moved" for line in difference["lines"])
    if not takes and code in (0, 3):
        lines = [f"Nothing to record: all {count(kept, 'utterance')} were spoken before."]
    else:
        lines = [f"**{count(len(takes), 'utterance')}** recorded ({count(characters, 'character')}, "
                 f"{count(credits, 'credit')}), {kept:,} kept; {clock(finished.get('duration', 0))} of audio."]
    if finished.get("retakes"):
        lines.append(f"\n{count(finished['retakes'], 'take')} failed the checks and had to be recorded again.")
    gone = [line["text"] for line in difference["lines"] if line["kind"] == "removed"]
    if gone:
        lines.append(f"\n{count(len(gone), 'utterance')} of before {'is' if len(gone) == 1 else 'are'} spoken no longer.")
    if code not in (0, 3):
        lines.append(f"\n⚠️ narrate ended with {code}; what is recorded is kept, and the next job goes on.")
    if finished.get("flagged"):
        lines.append(f"\n⚠️ {count(finished['flagged'], 'take')} kept although the checks failed: listen to them.")
    delivery = finished.get("delivery")
    if delivery:
        lines.append(f"\nPublished to {plain(delivery['destination'])}: {count(len(delivery['sent']), 'file')} sent, "
                     f"{delivery['kept']:,} there already, {len(delivery['removed']):,} removed.")
    before = set(spoken(former).values())
    known = {chapter for chapter, texts in spoken(script).items() if texts in before}
    new, others = links(events, finished, options, titles, known)
    lines += ["", "New audio:", *new[:SHOWN]] if new else []
    if len(new) > SHOWN:
        lines.append(f"- and {len(new) - SHOWN:,} more")
    if others:
        lines += ["", f"{count(others, 'chapter')} more written again, with the words of before."]
    if new and not delivery and artifacts():
        lines += ["", f"Listen: it is among [the job's artifacts](<{artifacts()}>)."]
    lines += details("What was recorded", listed(places))
    lines += details("What is spoken no longer", [f"- “{plain(text)}”" for text in gone[:SHOWN]])
    write(os.path.join(folder, "recorded.json"),
          json.dumps([{"chapter": c, "utterance": u, "text": t} for c, _, u, t in places], indent=1))
    if code in (0, 3):
        # What later jobs, and those without a key, compare with.
        write(os.path.join(folder, "script.json"), json.dumps(script))
    return lines, code


def planned(narrate, options):
    """What a job with a key would record, by the texts; no engine is asked."""
    script = narrate.document("script", "--engine", options.engine)
    new = utterances(script)
    changed = changes(new, utterances(saved_script(os.path.join(options.state, "script.json"))))
    characters = sum(len(text) for _, _, _, text in changed)
    lines = [f"With {options.engine}: **{count(len(changed), 'utterance')}** to record "
             f"({count(characters, 'character')}), {len({t for _, _, _, t in new}) - len(changed):,} kept."]
    return lines + details("What would be recorded", listed(changed))


def call(address, headers, method="GET", body=None):
    request = urllib.request.Request(address, method=method, headers={"Content-Type": "application/json", **headers},
                                     data=None if body is None else json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def comments():
    """Where this job's comments are: address of the list, address of one, headers, method of a change."""
    env = os.environ
    if env.get("GITHUB_ACTIONS") == "true" and env.get("GITHUB_TOKEN") and env.get("GITHUB_EVENT_PATH"):
        with open(env["GITHUB_EVENT_PATH"], encoding="utf-8") as file:
            number = (json.load(file).get("pull_request") or {}).get("number")
        if number:
            base = f"{env.get('GITHUB_API_URL', 'https://api.github.com')}/repos/{env['GITHUB_REPOSITORY']}/issues"
            headers = {"Authorization": f"Bearer {env['GITHUB_TOKEN']}", "Accept": "application/vnd.github+json"}
            return f"{base}/{number}/comments", f"{base}/comments/{{id}}", headers, "PATCH"
    if env.get("GITLAB_CI") and env.get("CI_MERGE_REQUEST_IID") and env.get("NARRATE_GITLAB_TOKEN"):
        base = (f"{env['CI_API_V4_URL']}/projects/{env['CI_PROJECT_ID']}/merge_requests/"
                f"{env['CI_MERGE_REQUEST_IID']}/notes")
        return base, f"{base}/{{id}}", {"PRIVATE-TOKEN": env["NARRATE_GITLAB_TOKEN"]}, "PUT"
    return None


def comment(report):
    """Writes the report under the request, in place of the one before; no leave for it is no failure."""
    place = comments()
    if not place:
        return
    every, one, headers, method = place
    try:
        former, page = None, 1
        while former is None:
            batch = call(f"{every}?per_page=100&page={page}", headers)
            former = next((entry["id"] for entry in batch if (entry.get("body") or "").startswith(MARK)), None)
            if len(batch) < 100:
                break
            page += 1
        body = {"body": report}
        if former is None:
            call(every, headers, "POST", body)
        else:
            call(one.format(id=former), headers, method, body)
    except (urllib.error.URLError, OSError, ValueError) as error:
        print(f"no comment could be written: {error}", file=sys.stderr)


def main():
    options = arguments()
    narrate = Narrate(options)
    mode = options.mode
    if mode == "auto":
        needs_key = options.engine == "elevenlabs" and not any(os.environ.get(name) for name in KEYS)
        mode = options.without_key if needs_key else "record"
    code, report = 0, [MARK, f"### 🔊 Audio of `{plain(options.docs)}`", ""]
    if mode == "record":
        lines, code = recorded(narrate, options, options.engine, options.state, publishes=True)
        report += lines
    else:
        report += planned(narrate, options)
        if mode == "preview":
            lines, code = recorded(
                narrate, options, "espeak", os.path.join(options.state, "preview"), publishes=False)
            report += ["", "Preview, spoken by the embedded engine: " + lines[0], *lines[1:]]
        report += ["", "_There is no key in this job: nothing was paid or published._"]
    text = "\n".join(report) + "\n"
    print(text)
    if options.summary:
        write(options.summary, text, "a")
    if options.comment != "none":
        comment(text)
    if code == 3:
        print("::warning::some takes were kept although their checks failed")
        code = 0
    sys.exit(code)


main()
