"""Debian's Alertmanager with one receiver, and alerts as Prometheus would send them."""
import datetime
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PROGRAM = "prometheus-alertmanager"
CONFIG = """
route:
  receiver: chatalot
  group_by: [alertname]
  group_wait: 1s
  group_interval: 1s
receivers:
  - name: chatalot
"""
SOURCE = "[source](http://prometheus.example:9090/graph?g0.expr=latency+%3E+1&g0.tab=1)"
RUNBOOK = "[runbook](https://example.com/runbooks/high_latency)"


class Alertmanager:
    def __init__(self, receiver):
        version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True)
        print(*(version.stdout + version.stderr).split()[:3], flush=True)
        self.folder = tempfile.TemporaryDirectory()
        config = os.path.join(self.folder.name, "alertmanager.yml")
        with open(config, "w") as file:
            file.write(CONFIG + receiver)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        self.url = f"http://{address}"
        self.log = open(os.path.join(self.folder.name, "log"), "w+")
        self.process = subprocess.Popen(
            [PROGRAM, f"--config.file={config}", f"--storage.path={self.folder.name}/data",
             f"--web.listen-address={address}", "--web.external-url=http://alertmanager.example", "--web.route-prefix=/",
             "--cluster.listen-address="],
            stdout=self.log, stderr=self.log)
        self.started = None

    def __enter__(self):
        for _ in range(100):
            try:
                with urllib.request.urlopen(f"{self.url}/-/ready", timeout=5):
                    return self
            except urllib.error.URLError:
                time.sleep(0.1)
        self.tell()
        sys.exit("Alertmanager does not start")

    def __exit__(self, failure, *_):
        self.process.terminate()
        self.process.wait()
        if failure:
            self.tell()
        self.log.close()
        self.folder.cleanup()

    def tell(self):
        self.log.seek(0)
        print(self.log.read()[-4000:])

    def fire(self, *names, instances=("db1:9100", "db2:9100"), over=False):
        """Sends an alert of each instance for each name, or with `over` its end.

        All alerts start at the first call: Alertmanager does not wait for the rest of a group if one alert began long ago.
        """
        now = datetime.datetime.now(datetime.timezone.utc)
        self.started = self.started or now
        alerts = [
            {
                "labels": {"alertname": name, "instance": instance, "severity": "critical"},
                "annotations": {
                    "summary": f"Requests to {instance} take longer than 1 s",
                    "description": "The 99th percentile has been above 1 s for five minutes.",
                    "runbook_url": "https://example.com/runbooks/high_latency",
                },
                "generatorURL": "http://prometheus.example:9090/graph?g0.expr=latency+%3E+1&g0.tab=1",
                "startsAt": self.started.isoformat(),
                "endsAt": (now if over else now + datetime.timedelta(hours=1)).isoformat(),
            }
            for name in names
            for instance in instances
        ]
        request = urllib.request.Request(
            f"{self.url}/api/v2/alerts", json.dumps(alerts).encode(), {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=10).close()

    def message(self, over=False):
        """The message that shows the two alerts of HighLatency on our address. Tells no time that alerts took."""
        emoji, state = ("✅", "resolved") if over else ("🔥", "firing")
        began = f"{self.started:%Y-%m-%d %H:%M} UTC"
        time = f"{began}, for SOME s" if over else f"since {began}"
        lines = [
            f"{emoji} **HighLatency**: 2 {state} · [all alerts](http://alertmanager.example)",
            "The 99th percentile has been above 1 s for five minutes.",
            "`severity=critical`",
            "",
        ]
        for instance in "db1:9100", "db2:9100":
            lines.append(f"- {emoji} Requests to {instance} take longer than 1 s")
            lines.append(f"  `instance={instance}` · {time} · {SOURCE} · {RUNBOOK}")
        return "\n".join(lines)


def without_duration(content):
    return re.sub(r"for \d+ s", "for SOME s", content)
