#!/usr/bin/env python3
"""Runs a CI definition of this repository as its service would, in a folder that stands for a job's.

    ci.py github ACTION.yml WORKSPACE CACHE [name=value …]   the steps of a composite action
    ci.py gitlab FILE.yml WORKSPACE CACHE [name=value …]     the script of the hidden job

Inputs (of the action) and variables (of the job) are given by name. Caches are folders below CACHE, saved and
restored as the definitions say. Environment variables are this program's own. Ends with the job's exit code.
"""
import os
import re
import shutil
import subprocess
import sys

import yaml


def copy(source, target):
    if os.path.isdir(source):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, symlinks=True)


def bash(script, workspace, env):
    return subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
                          cwd=workspace, env=env, check=False).returncode


def expand(text, values):
    """Expressions of GitHub, as far as the action uses them; an unknown one is a mistake."""
    def value(match):
        return values[match[1].strip()]
    return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))


def place_of(path, workspace):
    return os.path.join(workspace, os.path.expanduser(path))


def github(definition, workspace, cache, given):
    folder = os.path.dirname(os.path.abspath(definition))
    action = yaml.safe_load(open(definition, encoding="utf-8"))
    values = {"github.token": os.environ.get("GITHUB_TOKEN", ""), "github.run_id": "1", "github.run_attempt": "1",
              "runner.os": "Linux", "runner.arch": "X64"}
    unknown = set(given) - set(action["inputs"])
    assert not unknown, f"no such input: {unknown}"
    for name, entry in action["inputs"].items():
        values[f"inputs.{name}"] = given.get(name, expand(entry.get("default", ""), values))
    paths = os.path.join(cache, "path")
    open(paths, "w", encoding="utf-8").close()
    env = dict(os.environ, GITHUB_ACTION_PATH=folder, GITHUB_WORKSPACE=workspace, GITHUB_PATH=paths)
    failed = 0
    for step in action["runs"]["steps"]:
        if failed and step.get("if") != "always()":
            continue
        if "uses" in step:
            kind = step["uses"].split("@")[0]
            if kind == "actions/upload-artifact":
                continue
            path = place_of(expand(step["with"]["path"], values), workspace)
            expand(step["with"]["key"], values)
            saved = os.path.join(cache, re.sub(r"\W+", "-", expand(step["with"]["path"], values)))
            if kind in ("actions/cache", "actions/cache/restore"):
                copy(saved, path)
            elif kind == "actions/cache/save":
                copy(path, saved)
            else:
                raise SystemExit(f"no such action here: {kind}")
            continue
        output = os.path.join(cache, "output")
        open(output, "w", encoding="utf-8").close()
        own = {name: expand(text, values) for name, text in step.get("env", {}).items()}
        added = open(paths, encoding="utf-8").read().splitlines()
        own["PATH"] = os.pathsep.join([*reversed(added), os.environ["PATH"]])
        failed = failed or bash(step["run"], workspace, {**env, **own, "GITHUB_OUTPUT": output})
        for line in open(output, encoding="utf-8"):
            name, _, value = line.strip().partition("=")
            values[f"steps.{step['id']}.outputs.{name}"] = value
    return failed


def gitlab(definition, workspace, cache, given):
    job = next(iter(yaml.safe_load(open(definition, encoding="utf-8")).values()))
    env = dict(os.environ, **{name: str(text) for name, text in job["variables"].items()})
    env.update(given)
    for entry in job["cache"]:
        for path in entry["paths"]:
            copy(os.path.join(cache, path.strip("/")), os.path.join(workspace, path))
    # Packages are the machine's own here.
    lines = [line for line in job["script"] if not line.startswith("apt-get ")]
    assert len(lines) == len(job["script"]) - 1
    code = bash("\n".join(lines), workspace, env)
    for entry in job["cache"]:
        for path in entry["paths"]:
            if code == 0 or entry.get("when") == "always":
                copy(os.path.join(workspace, path), os.path.join(cache, path.strip("/")))
    return code


service, file, where, kept, *pairs = sys.argv[1:]
choices = dict(pair.split("=", 1) for pair in pairs)
sys.exit({"github": github, "gitlab": gitlab}[service](file, where, kept, choices))
