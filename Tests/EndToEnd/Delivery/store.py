#!/usr/bin/env python3
"""An S3 server on loopback that checks every signature, and ends with its standard input.

    store.py ACCESS-KEY SECRET-KEY

The server is moto's; the signatures are worked out again by botocore. Prints its address, then answers
orders, one JSON object a line, such as {"do": "objects", "bucket": "books"}. What it tells of the store is
read with boto3, not with narrate.
"""
import hashlib
import json
import logging
import sys
import threading
import urllib.parse
import urllib.request

import boto3
from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

logging.getLogger("werkzeug").setLevel(logging.ERROR)
KEY, SECRET = sys.argv[1], sys.argv[2]


class Gate:
    """Stands before the store: refuses what is signed wrongly, and fails when told to."""

    def __init__(self, store):
        self.store, self.seen, self.faults, self.lock = store, [], [], threading.Lock()

    def __call__(self, environ, start):
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length)
        import io
        environ["wsgi.input"] = io.BytesIO(body)
        path = environ.get("RAW_URI") or environ["REQUEST_URI"]
        method = environ["REQUEST_METHOD"]
        headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items()
                   if name.startswith("HTTP_")}
        if environ.get("CONTENT_TYPE"):
            headers["content-type"] = environ["CONTENT_TYPE"]
        own = headers.get("user-agent", "").startswith(("Boto3", "Botocore", "Python-urllib"))
        if own and "X-Amz-Signature" not in path:
            return self.store(environ, start)
        with self.lock:
            self.seen.append(f"{method} {path}")
            fault = next((f for f in self.faults if f["method"] == method and f["times"] > 0
                          and f.get("in", "") in path), None)
            if fault:
                fault["times"] -= 1
        if fault:
            return self.refuse(start, fault["status"], fault["code"], fault.get("headers", {}))
        wrong = self.wrong(method, path, headers, body)
        if wrong:
            return self.refuse(start, 403, wrong, {})
        return self.store(environ, start)

    @staticmethod
    def refuse(start, status, code, headers):
        body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>no</Message></Error>".encode()
        start(f"{status} No", [("Content-Type", "application/xml"), ("Content-Length", str(len(body))),
                               *headers.items()])
        return [body]

    def wrong(self, method, path, headers, body):
        """S3's word for what is wrong with a request's signature; nothing when it is right."""
        url = f"http://{headers['host']}{path}"
        parts = urllib.parse.urlsplit(url)
        query = urllib.parse.parse_qsl(parts.query, keep_blank_values=True)
        if "X-Amz-Signature" in dict(query):
            return self.wrong_link(method, parts, dict(query), headers)
        given = headers.get("authorization", "")
        if not given.startswith("AWS4-HMAC-SHA256 "):
            return "AccessDenied"
        fields = dict(item.strip().split("=", 1) for item in given.split(" ", 1)[1].split(","))
        key, _, region, service, _ = fields["Credential"].split("/")
        if key != KEY:
            return "InvalidAccessKeyId"
        if headers.get("x-amz-content-sha256") != hashlib.sha256(body).hexdigest():
            return "XAmzContentSHA256Mismatch"
        signed = fields["SignedHeaders"].split(";")
        if "host" not in signed or any(n.startswith("x-amz-") and n not in signed for n in headers):
            return "AccessDenied"
        request = AWSRequest(method, f"{parts.scheme}://{parts.netloc}{parts.path}", params=query,
                             headers={n: headers[n] for n in signed if n != "host"}, data=body)
        request.context["timestamp"] = headers["x-amz-date"]
        judge = S3SigV4Auth(Credentials(KEY, SECRET), service, region)
        expected = judge.signature(judge.string_to_sign(request, judge.canonical_request(request)), request)
        return "" if expected == fields["Signature"] else "SignatureDoesNotMatch"

    @staticmethod
    def wrong_link(method, parts, query, headers):
        given = query.pop("X-Amz-Signature")
        region = query["X-Amz-Credential"].split("/")[2]
        token = query.get("X-Amz-Security-Token")
        judge = S3SigV4QueryAuth(Credentials(KEY, SECRET, token), "s3", region, int(query["X-Amz-Expires"]))
        request = AWSRequest(method, f"{parts.scheme}://{headers['host']}{parts.path}")
        request.context["timestamp"] = query["X-Amz-Date"]
        judge._modify_request_before_signing(request)
        expected = judge.signature(judge.string_to_sign(request, judge.canonical_request(request)), request)
        return "" if expected == given else "SignatureDoesNotMatch"


gate = Gate(DomainDispatcherApplication(create_backend_app))
server = make_server("127.0.0.1", 0, gate, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
s3 = boto3.client("s3", endpoint_url=address, region_name="us-east-1", aws_access_key_id="reader",
                  aws_secret_access_key="reader")


def objects(bucket):
    found = {}
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for item in page.get("Contents", []):
            answer = s3.get_object(Bucket=bucket, Key=item["Key"], ChecksumMode="ENABLED")
            body = answer["Body"].read()
            found[item["Key"]] = {
                "bytes": len(body), "sha256": hashlib.sha256(body).hexdigest(), "type": answer["ContentType"],
                "checksum": answer.get("ChecksumSHA256", ""), "etag": answer["ETag"].strip('"'),
                "head": body[:2000].decode("latin-1")}
    return found


def do(order):
    name = order["do"]
    if name == "make":
        s3.create_bucket(Bucket=order["bucket"])
    elif name == "objects":
        return objects(order["bucket"])
    elif name == "put":
        s3.put_object(Bucket=order["bucket"], Key=order["key"], Body=order["text"].encode())
    elif name == "uploads":
        return {"count": len(s3.list_multipart_uploads(Bucket=order["bucket"]).get("Uploads", []))}
    elif name == "fail":
        gate.faults.append(order["fault"])
    elif name == "seen":
        seen, gate.seen = gate.seen, []
        return {"requests": seen}
    elif name == "fetch":
        with urllib.request.urlopen(order["url"], timeout=10) as answer:
            return {"sha256": hashlib.sha256(answer.read()).hexdigest()}
    else:
        raise ValueError(name)
    return {}


print(json.dumps({"address": address}), flush=True)
for line in sys.stdin:
    try:
        print(json.dumps(do(json.loads(line))), flush=True)
    except Exception as error:  # the test says what it expected instead
        print(json.dumps({"error": str(error)}), flush=True)
server.shutdown()
