#!/usr/bin/env python3
"""Greets by name: from the query, or from the form that was posted."""

import os
import sys
from urllib.parse import parse_qs

length = int(os.environ.get("CONTENT_LENGTH") or 0)
form = sys.stdin.buffer.read(length).decode() or os.environ["QUERY_STRING"]
name = parse_qs(form).get("name", ["World"])[0]

print("Content-Type: text/plain; charset=utf-8")
print()
print(f"Hello, {name}!")
print("SCRIPT_NAME", os.environ["SCRIPT_NAME"])
print("PATH_INFO  ", os.environ.get("PATH_INFO", ""))
