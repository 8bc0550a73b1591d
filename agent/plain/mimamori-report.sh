#!/bin/sh
# Reports how this device is to the collector, and what its journal has of warnings and errors: for 32-bit systems, for which there is no Node.js and so
# no agent. POSIX sh, awk and curl. mimamori-report.timer starts it once a minute. Exit codes: 0 the collector took it, 1 it did not, 2 a wrong configuration.
#   mimamori-report.sh [--config FILE] [--print]     --print: only shows what would be sent
# shellcheck disable=SC2154
set -u
umask 077
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd) || exit 1
config=${CREDENTIALS_DIRECTORY:+$CREDENTIALS_DIRECTORY/agent.conf}
config=${config:-/etc/mimamori/agent.conf}
print=no
# State that is true only until the next boot is in memory; the position in the journal is on the disk.
run=${RUNTIME_DIRECTORY:-}
state=${STATE_DIRECTORY:-}

# note PRIORITY TEXT: to the journal with syslog's number, or to a person.
note () {
  if [ -n "${JOURNAL_STREAM:-}" ]; then printf '<%s>%s\n' "$1" "$2" >&2
  else printf 'mimamori-report: %s\n' "$2" >&2
  fi
}

for part in settings measure send journal; do
  # shellcheck source=/dev/null
  . "$here/$part.sh"
done

# outcome PRIORITY KIND TEXT: logs a warning or a notice if the last run had another kind of outcome.
outcome () {
  if [ "$(cat "$run/outcome" 2>/dev/null)" = "$2" ]; then note 6 "$3"
  else note "$1" "$3"
  fi
  printf '%s\n' "$2" > "$run/outcome"
}

not_taken () {
  outcome 4 "$1 $status" "$1 was not taken by $api_base_url: $(reason)"
  pause_after_refusal
  exit 1
}

# Sets `address` to the address that the last connection reached the collector by.
find_address () {
  address=$(cat "$run/address" 2>/dev/null)
  if [ -z "$address" ]; then request "${api_base_url%/api}/healthz"; fi
}

# When this device was started, in seconds by the collector's clock, which is the fleet's; nothing if its answer has no date.
booted_by_collector () {
  header date | awk -v uptime="$(cut -d ' ' -f 1 "$proc/uptime")" -f "$here/http-date.awk"
}

while [ $# -gt 0 ]; do
  case "$1" in
    --config) config=${2:-}; shift ;;
    --print) print=yes ;;
    *) note 3 "unexpected argument: $1 (mimamori-report.sh [--config FILE] [--print])"; exit 2 ;;
  esac
  shift
done

read_settings
if [ -z "$run" ]; then
  run=$(mktemp -d "${TMPDIR:-/tmp}/mimamori-report.XXXXXX") || exit 1
  trap 'rm -rf "$run"' EXIT
  trap 'exit 1' HUP INT TERM
fi

if [ "$print" = yes ]; then
  find_address
  status_report "${address:-unknown}"
  echo
  exit 0
fi
if is_paused; then
  note 6 'waits, as the collector asked it to, or since it was refused'
  exit 1
fi
find_address
if [ -z "$address" ]; then not_taken 'the report'; fi
status_report "$address" > "$run/status"
post /clients/status "$run/status"
if ! is_accepted; then not_taken 'the report'; fi
printf '%s\n' "$address" > "$run/address"
if [ "$log_journal" = yes ] && [ -n "$state" ] && command -v journalctl >/dev/null; then send_logs "$(booted_by_collector)" || not_taken 'the log'; fi
rm -f "$run/pause"
outcome 5 accepted "reports to $api_base_url"
