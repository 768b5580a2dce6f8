"""netdata's alarm-notify.sh, which sends a warning, a critical alarm and its end. It posts a form and takes only 200 for success."""
import glob
import os
import re
import socket
import tempfile

from lib.chatalot import DEBIAN, debian_version, messages, run

HOST = socket.gethostname().split(".")[0]


def notify(**settings):
    """The messages of a test run with the settings, with TIME and WHEN for values of the moment."""
    print(debian_version("netdata-core"))
    stock = os.path.dirname(file("health_alarm_notify.conf"))
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/health_alarm_notify.conf", "w") as config:
            config.writelines(f'{name}="{value}"\n' for name, value in {"SEND_EMAIL": "NO", **settings}.items())
        run("bash", file("alarm-notify.sh"), "test", NETDATA_USER_CONFIG_DIR=folder, NETDATA_STOCK_CONFIG_DIR=stock,
            NETDATA_CACHE_DIR=folder, NETDATA_REGISTRY_URL="https://registry.example")
    return [(name, without_moment(content)) for name, content in messages()]


def without_moment(content):
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "TIME", re.sub(r"alarm_when=\d+", "alarm_when=WHEN", content))


def file(name):
    return glob.glob(f"{DEBIAN}/usr/**/{name}", recursive=True)[0]


def link(number, status):
    return (f"https://registry.example/goto-host-from-alarm.html?host={HOST}&chart=test.chart&family=test.family&alarm=test_alarm"
            f"&alarm_unique_id=1&alarm_id=1&alarm_event_id={number}&alarm_when=WHEN&alarm_status={status}&alarm_chart=test.chart"
            "&alarm_value=new%20value")
