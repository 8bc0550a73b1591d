# shellcheck shell=sh disable=SC2034,SC2154
# Requests to the collector: bounded in time, without a redirect, and with the key on standard input, since arguments can be read by everybody.

# request PATH [OPTION…]: sets `status` (000 without an answer) and `address`, the device's own on this connection. The body is in $run/answer.
request () {
  path=$1
  shift
  if [ -n "$ca_file" ]; then set -- --cacert "$ca_file" "$@"; fi
  status=000
  rm -f "$run/answer" "$run/headers"
  outcome=$(printf 'x-client-key: %s\n' "$client_key" | curl --disable --silent --show-error --globoff --noproxy '*' --proto '=http,https' --connect-timeout "$timeout" --max-time "$timeout" \
    --max-filesize 65536 --header @- --dump-header "$run/headers" --output "$run/answer" --write-out '%{http_code} %{local_ip}' "$@" "$path" 2>"$run/error") || return 0
  status=${outcome%% *}
  address=${outcome#* }
}

# post PATH FILE: a JSON body.
post () { request "$api_base_url$1" --header 'content-type: application/json' --data-binary "@$2"; }

# header NAME: of the answer.
header () { tr -d '\r' 2>/dev/null < "$run/headers" | awk -v name="$1:" 'tolower($1) == name { sub(/^[^:]*:[ \t]*/, ""); print }' | tail -n 1; }

# Every answer of the collector names its request; that of a proxy or another server does not.
is_collectors () { grep -q '"requestId"' "$run/answer" 2>/dev/null; }

is_accepted () { [ "$status" = 200 ] && is_collectors; }

# The reason, for a person, why there was no good answer.
reason () {
  if [ "$status" = 000 ]; then tr -cd ' -~' < "$run/error" | cut -c 1-200
  elif is_collectors; then printf '%s %s' "$status" "$(sed -n 's/.*"message":"\([^"]*\)".*/\1/p' "$run/answer" | tr -cd ' -~' | cut -c 1-300)"
  else printf '%s from something that is not the collector' "$status"
  fi
}

# pause SECONDS: nothing is sent for so long, unless the configuration is another by then.
pause () { printf '%s %s\n' "$(($(uptime_seconds) + $1))" "$(cksum < "$config")" > "$run/pause"; }

is_paused () {
  read -r until of_config 2>/dev/null < "$run/pause" || return 1
  [ "$of_config" = "$(cksum < "$config")" ] && [ "$(uptime_seconds)" -lt "$until" ]
}

# Gives a collector that is busy the time that it asks for, and one that refuses the device ten minutes, spread over the fleet; after no answer, the
# timer's next minute is soon enough.
pause_after_refusal () {
  case "$status" in
    429 | 503)
      wait_seconds=$(header retry-after)
      is_whole_number "$wait_seconds" && [ "$wait_seconds" -le 3600 ] || wait_seconds=60
      pause "$wait_seconds"
      ;;
    000 | 5??) ;;
    *) pause "$((600 + $(printf '%s' "$client_id" | cksum | cut -d ' ' -f 1) % 60))" ;;
  esac
}
