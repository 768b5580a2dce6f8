"""Zabbix's media types as its database has them, run by zabbix_js."""
import gzip
import json
import re
import tempfile

from lib.chatalot import DEBIAN, run

DATA = f"{DEBIAN}/usr/share/zabbix-server-pgsql/data.sql.gz"
TEXT = r"E?'(?:[^'\\]|''|\\.)*'"
ESCAPED = re.compile(r"''|\\(.)", re.DOTALL)
MACRO = re.compile(r"\{([^{}]+)\}")

# Stands for zabbix_js's own client before the scripts that speak to the API of a bot: it answers their questions, and
# hands their messages to the webhook.
BOT = """
var Bot = function () {
  var client = new HttpRequest(), status = 200,
      answer = '{"ok":true,"ts":"1","channel":"1","id":"1","permalink":"","message":{"_id":"1","rid":"1"},"room":{}}';
  this.addHeader = function () {};
  this.getStatus = function () { return status; };
  this.get = function () { status = 200; return answer; };
  this.put = function (url, json) {
    var sent = JSON.parse(json), told;
    client.addHeader('Content-Type: application/json');
    told = client.post('WEBHOOK', JSON.stringify(sent.props || sent.message || sent));
    if (client.getStatus() !== 200) { throw client.getStatus() + ' ' + told; }
    status = 200;
    return answer;
  };
  this.post = function (url, json) {
    this.put(url, json);
    status = /v4.posts$/.test(url) ? 201 : 200;
    return answer;
  };
};
"""


def rows(sql, table):
    """The rows of the table, each by the names of its columns."""
    for columns, values in re.findall(rf"^INSERT INTO {table} \(([^)]*)\) values \(((?:{TEXT},?)*)\);", sql, re.DOTALL | re.MULTILINE):
        yield dict(zip(columns.split(","), map(unquoted, re.findall(TEXT, values, re.DOTALL))))


def unquoted(text):
    return ESCAPED.sub(lambda found: {None: "'", "n": "\n", "r": "\r"}.get(found[1], found[1]), text.removeprefix("E")[1:-1])


def media_types():
    """The script and the parameters of each media type, by its name."""
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        sql = file.read()
    parameters = {}
    for row in rows(sql, "media_type_param"):
        parameters.setdefault(row["mediatypeid"], {})[row["name"]] = row["value"]
    return {row["name"]: (row["script"], parameters.get(row["mediatypeid"], {})) for row in rows(sql, "media_type")}


class MediaType:
    """A media type with settings of a user. A bot's needs the address of the webhook that stands for its API."""

    TYPES = media_types()

    def __init__(self, name, webhook=None, **settings):
        script, parameters = self.TYPES[name]
        self.script = script if webhook is None else BOT.replace("WEBHOOK", webhook) + script.replace("new HttpRequest", "new Bot")
        self.parameters = {**parameters, **settings}

    def tell(self, macros):
        """Sends an event with the values of its macros. Fails if the script does."""
        parameters = {name: MACRO.sub(lambda macro: macros.get(macro[1], macro[0]), value) for name, value in self.parameters.items()}
        with tempfile.NamedTemporaryFile("w", suffix=".js") as script:
            script.write(self.script)
            script.flush()
            run("zabbix_js", "-s", script.name, "-p", json.dumps(parameters))
