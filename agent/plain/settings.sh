# shellcheck shell=sh disable=SC2034,SC2154
# The settings of agent.conf that mean something to this program, checked as the agent checks them; others are the agent's, and are passed over.

# Names each mistake, and sets `mistakes`. A value is not printed: it may be the key.
mistake () {
  note 4 "$config: $1"
  mistakes=yes
}

is_api_address () {
  case "$1" in
    *[!\!-~]* | *[\"\\@?#]*) return 1 ;;
    http://?*/api | https://?*/api) ;;
    *) return 1 ;;
  esac
}

# A DNS label in lower case.
is_device_id () {
  case "$1" in
    '' | -* | *- | *[!a-z0-9-]*) return 1 ;;
  esac
  [ "${#1}" -le 63 ]
}

# Printable characters, and no unfilled template.
is_device_key () {
  case "$1" in
    '' | *[!\!-~]* | *'{{'* | *'}}'* | *"\${"* | *'<%'* | '<'*'>') return 1 ;;
  esac
  [ "${#1}" -le 512 ]
}

is_whole_number () {
  case "$1" in
    '' | *[!0-9]* | ?????*) return 1 ;;
  esac
}

check_settings () {
  api_base_url=${api_base_url%/}
  is_api_address "$api_base_url" || mistake 'API_BASE_URL should be the address of the collector, such as http://192.168.10.2:8080/api'
  is_device_id "$client_id" || mistake 'CLIENT_ID should be the ID of the device, as it was enrolled'
  is_device_key "$client_key" || mistake 'CLIENT_KEY should be the key of the device, as shown when it was enrolled'
  [ -z "$ca_file" ] || [ -r "$ca_file" ] || mistake 'CA_FILE should be a file with certificates that can be read'
  if ! is_whole_number "$timeout" || [ "$timeout" -lt 1 ] || [ "$timeout" -gt 300 ]; then mistake 'REQUEST_TIMEOUT_SECONDS should be a whole number from 1 to 300'; fi
  case "$log_journal" in
    yes | true | on | 1) log_journal=yes ;;
    no | false | off | 0) log_journal=no ;;
    *) mistake 'LOG_JOURNAL should be yes or no' ;;
  esac
  case "$log_priority" in
    emerg | alert | crit | err | warning | notice | info | debug) ;;
    *) mistake 'LOG_PRIORITY should be emerg, alert, crit, err, warning, notice, info or debug' ;;
  esac
}

# Reads the file $config. Ends the program with 2 if it is wrong, which the next start does not put right.
read_settings () {
  api_base_url='' client_id='' client_key='' ca_file='' timeout=10 log_journal=yes log_priority=warning proc=/proc sys=/sys mistakes=no
  if ! [ -f "$config" ] || ! [ -r "$config" ]; then
    note 3 "$config: there is no such file, or it cannot be read"
    exit 2
  fi
  found=$(head -c 1048576 "$config" | awk -f "$here/settings.awk")
  while IFS= read -r line; do
    value=${line#*=}
    case "$line" in
      '!'*) mistake "line ${line#!} should be KEY=value, and is not" ;;
      *=) ;;
      API_BASE_URL=*) api_base_url=$value ;;
      CLIENT_ID=*) client_id=$value ;;
      CLIENT_KEY=*) client_key=$value ;;
      CA_FILE=*) ca_file=$value ;;
      REQUEST_TIMEOUT_SECONDS=* | REQUEST_TIMEOUT=*) timeout=$value ;;
      LOG_JOURNAL=*) log_journal=$value ;;
      LOG_PRIORITY=*) log_priority=$value ;;
      PROC_ROOT=*) proc=$value ;;
      SYS_ROOT=*) sys=$value ;;
    esac
  done <<END
$found
END
  check_settings
  if [ "$mistakes" = yes ]; then exit 2; fi
}
