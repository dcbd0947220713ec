#!/usr/bin/env python3
"""A WSGI application, which wsgiref turns into a CGI program."""

import os
from wsgiref.handlers import CGIHandler
from wsgiref.util import request_uri
from wsgiref.validate import validator


def application(environ, start_response):
    size = len(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{environ['REQUEST_METHOD']} {request_uri(environ)} with {size} octets\n".encode()]


# CGI leaves out what is empty, and the validator of some Pythons wants it.
os.environ.setdefault("PATH_INFO", "")
CGIHandler().run(validator(application))
