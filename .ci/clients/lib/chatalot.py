"""The webhook of a client in Python, and its stored messages."""
import json
import os
import sys
import time
import urllib.request

BASE = os.environ["BASE"]
TOKEN = os.environ["TOKEN"]
WEBHOOK_ID = os.environ["WEBHOOK_ID"]


def expect(what, wanted, got):
    if got != wanted:
        sys.exit(f"{what}: expected {wanted!r} but got {got!r}")


def messages():
    """Username and content of each message of this webhook, oldest first."""
    url = f"{BASE}/api/channels/{os.environ['CHANNEL']}/messages?limit=100"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {os.environ['SESSION']}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        newest_first = json.load(answer)
    return [(m["username"], m["content"]) for m in reversed(newest_first) if m["webhook_id"] == WEBHOOK_ID]


def awaited(count, seconds=20):
    """The messages, as soon as there are `count` of them."""
    end = time.monotonic() + seconds
    while len(messages()) < count:
        if time.monotonic() > end:
            sys.exit(f"expected {count} messages but got {messages()!r}")
        time.sleep(0.1)
    return messages()
