"""The webhook of a client in Python, and its stored messages."""
import glob
import json
import os
import subprocess
import sys
import time
import urllib.request

BASE = os.environ["BASE"]
TOKEN = os.environ["TOKEN"]
WEBHOOK_ID = os.environ["WEBHOOK_ID"]
DEBIAN = os.environ["DEBIAN"]
CLIENTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def expect(what, wanted, got):
    if got != wanted:
        sys.exit(f"{what}: expected {wanted!r} but got {got!r}")


def expect_messages(wanted, got=None):
    """Compares the stored messages with pairs of username and content, or other messages that the caller read."""
    got = messages() if got is None else got
    for number, (one, other) in enumerate(zip(wanted, got), 1):
        expect(f"message {number}", one, other)
    expect("the number of messages", len(wanted), len(got))


def messages():
    """Username and content of each message of this webhook, oldest first."""
    told, before = [], ""
    while True:
        page = page_of_messages(before)
        told += [(m["username"], m["content"]) for m in page if m["webhook_id"] == WEBHOOK_ID]
        if len(page) < 100:
            return told[::-1]
        before = f"&before={page[-1]['id']}"


def page_of_messages(before):
    url = f"{BASE}/api/channels/{os.environ['CHANNEL']}/messages?limit=100{before}"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {os.environ['SESSION']}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def awaited(count, seconds=20):
    """The messages, as soon as there are `count` of them."""
    end = time.monotonic() + seconds
    while len(messages()) < count:
        if time.monotonic() > end:
            sys.exit(f"expected {count} messages but got {messages()!r}")
        time.sleep(0.1)
    return messages()


def run(*command, **environment):
    """Runs a program in the folder of the clients, and returns its output. Fails with the output if the program does."""
    done = subprocess.run(
        command, cwd=CLIENTS, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} exited with {done.returncode}: {done.stdout}")
    return done.stdout


def debian_version(package):
    """The package's name and its version without Debian's part."""
    file = os.path.basename(glob.glob(f"{DEBIAN}/{package}_*.deb")[0])
    return f"{package} {file.split('_')[1].replace('%3a', ':').split(':')[-1].split('-')[0].split('+')[0]}"
