# Runs netdata's alarm-notify.sh with the settings on standard input. The script posts a form and takes only 200 for
# success. Then looks for the given texts in the stored messages.
set -euo pipefail
config=$(mktemp -d)
trap 'rm -rf "$config"' EXIT

notify() {
  local plugin stock said
  plugin=$(find "$DEBIAN" -name alarm-notify.sh)
  stock=$(dirname "$(find "$DEBIAN" -name health_alarm_notify.conf)")
  echo "netdata $(find "$DEBIAN" -maxdepth 1 -name 'netdata-*.deb' | head -n 1 | sed -E 's/.*_([0-9][^_]*)_.*/\1/')"
  { echo 'SEND_EMAIL="NO"' && cat; } >"$config/health_alarm_notify.conf"
  if ! NETDATA_USER_CONFIG_DIR="$config" NETDATA_STOCK_CONFIG_DIR="$stock" NETDATA_CACHE_DIR="$config" \
    NETDATA_REGISTRY_URL=https://registry.example bash "$plugin" test >"$config/said" 2>&1; then
    cat "$config/said"
    return 1
  fi
  said=$(curl -fsS "$BASE/api/channels/$CHANNEL/messages?limit=3" -H "Authorization: Bearer $SESSION")
  for text in "$@"; do
    if ! grep -qF -- "$text" <<<"$said"; then
      echo "expected $text in $said"
      return 1
    fi
  done
}
