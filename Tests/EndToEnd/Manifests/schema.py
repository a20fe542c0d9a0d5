#!/usr/bin/env python3
"""Holds manifests against the schema with a validator that is not ours.

    schema.py SCHEMA MANIFEST...

Prints one line per manifest: its path, a tab, and 'valid' or what is wrong.
"""
import json
import sys

import jsonschema
import yaml

with open(sys.argv[1]) as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)


def as_json(value):
    """YAML's keys may be numbers, JSON's may not."""
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value


for path in sys.argv[2:]:
    with open(path) as file:
        error = next(validator.iter_errors(as_json(yaml.safe_load(file))), None)
    words = "valid" if error is None else "wrong: " + str(error.message).replace("\n", " ")
    print(f"{path}\t{words}")
