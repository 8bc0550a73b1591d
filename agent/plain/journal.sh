# shellcheck shell=sh disable=SC2034,SC2154
# The journal since the last line that the collector has acknowledged: up to 50 log lines and 512 KiB of it a request, ten requests a run, oldest first.

own_unit=mimamori-report.service
lines_a_request=50
# An entry may have a field of any length. Far above what a service can write in one line (LineMax=, 48 kB; up to four characters a byte).
bytes_a_request=524288
requests_a_run=10
# A device that has never sent any begins with the newest of the running boot.
first_lines=1000

boot_id () { tr -d '\n-' < "$proc/sys/kernel/random/boot_id"; }

# entries [OPTION…]: with null for a field of more than 4096 bytes, unless there is --all.
entries () {
  journalctl --quiet --no-pager --output=json --output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_SYSTEMD_UNIT,_SYSTEMD_USER_UNIT,UNIT,USER_UNIT "$@"
}

# After a reboot, the journal in which the cursor was may be gone with the memory that it was in; journalctl would then go by the device's clock, which may
# have been set back.
is_cursor_there () {
  case "$1" in
    *";b=$(boot_id);"*) return 0 ;;
  esac
  entries --cursor="$1" | head -n 1 | grep -qF "\"__CURSOR\":\"$1\""
}

# Sets `whole`, how many entries there are to send, and `has_more`, whether there may be more. An entry that is too long by itself comes without its long
# fields, and the last one that was cut is read again with the next request.
read_entries () {
  cursor=$(head -n 1 "$state/cursor" 2>/dev/null)
  if [ -z "$cursor" ]; then set -- --boot=0 --lines="$first_lines"
  elif is_cursor_there "$cursor"; then set -- --after-cursor="$cursor"
  else set --
  fi
  entries --all --priority="$log_priority" "$@" | head -n "$lines_a_request" | head -c "$bytes_a_request" > "$run/entries"
  whole=$(wc -l < "$run/entries")
  has_more=no
  if [ "$whole" -ge "$lines_a_request" ] || [ "$(wc -c < "$run/entries")" -ge "$bytes_a_request" ]; then has_more=yes; fi
  if [ "$whole" -eq 0 ] && [ "$has_more" = yes ]; then
    entries --priority="$log_priority" "$@" | head -n 1 > "$run/entries"
    whole=1
  fi
}

# Renames a file into place, so that a power cut leaves either the old cursor or the new one.
store_cursor () {
  printf '%s\n' "$1" > "$state/cursor.new" && mv "$state/cursor.new" "$state/cursor"
}

# send_logs BOOTED: the device's start by the collector's clock. Fails if the collector did not take them; they are read again then.
send_logs () {
  requests=0
  while [ "$requests" -lt "$requests_a_run" ]; do
    requests=$((requests + 1))
    read_entries
    [ -s "$run/entries" ] || return 0
    read -r count last <<END
$(awk -v id="$client_id" -v body="$run/logs" -v own_unit="$own_unit" -v boot="$(boot_id)" -v booted="$1" -v whole="$whole" -f "$here/journal.awk" "$run/entries")
END
    [ -n "${last:-}" ] || return 0
    if [ "$count" -gt 0 ]; then
      post /clients/logs "$run/logs"
      if is_accepted; then note 6 "$count log lines sent"
      elif is_collectors && { [ "$status" = 400 ] || [ "$status" = 413 ] || [ "$status" = 422 ]; }; then note 4 "$count log lines were rejected and are left out: $(reason)"
      else return 1
      fi
    fi
    store_cursor "$last"
    [ "$has_more" = yes ] || return 0
  done
}
