# The webhook of a client in bash, and its stored messages. Source this.
set -euo pipefail

expect() {
  if [ "$2" != "$3" ]; then
    echo "$1: expected '$2' but got '$3'"
    exit 1
  fi
}

# Prints username and content of each message of this webhook as JSON, one a line, oldest first.
messages() {
  PYTHONPATH=$(dirname "$0") /usr/bin/python3 -c '
import json
from lib.chatalot import messages

for message in messages():
    print(json.dumps(message, ensure_ascii=False))
'
}
