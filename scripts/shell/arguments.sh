# Flags and operands. The script that reads them has `known_flags`, and `flag_kind FLAG` that prints what the flag takes:
# nothing, host, devices, device, revision, release, count, percent, minutes, time, hours, run, action, language, optional-run or
# optional-revision; it fails if there is no such flag. The runner knows more of some, such as which days there are.

given_flags=()
given_values=()
operands=()

is_run_id () {
  local pattern='^[0-9]{8}-[0-9]{6}-[0-9a-f]{6}$'
  [[ $1 =~ $pattern ]]
}

# Ends the script where the value is not what the flag takes.
check_flag_value () {
  local flag=$1 kind=$2 value=$3 is_good=yes
  has_control_character "$value" && stop control-character "$flag"
  case $kind in
    count) case $value in '' | *[!0-9]* | ??????*) is_good= ;; esac ;;
    percent) case $value in '' | *[!0-9]* | ????*) is_good= ;; *) [ "$value" -ge 1 ] && [ "$value" -le 100 ] || is_good= ;; esac ;;
    minutes) case $value in '' | *[!0-9]* | ?????*) is_good= ;; *) [ "$value" -ge 1 ] && [ "$value" -le 1440 ] || is_good= ;; esac ;;
    time) case $value in [0-9]:[0-9][0-9] | [0-9][0-9]:[0-9][0-9] | [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T\ ][0-9]*:[0-9][0-9]) ;; *) is_good= ;; esac ;;
    hours) case $value in [0-9]*:[0-9][0-9]-[0-9]*:[0-9][0-9]) ;; *) is_good= ;; esac ;;
    run | optional-run) is_run_id "$value" || is_good= ;;
    release) is_setting_value RELEASE "$value" || is_good= ;;
    action) case $value in update | agent | restart | reboot) ;; *) is_good= ;; esac ;;
    language) case $value in en | ja) ;; *) is_good= ;; esac ;;
    *) case $value in '' | -*) is_good= ;; esac ;;
  esac
  [ -n "$is_good" ] || stop bad-value "$flag" "$(text "expected-$kind")" "$value"
}

stop_for_unknown_flag () {
  local near
  # shellcheck disable=SC2086 # a list of words
  near=$(nearest "${1#--}" ${known_flags//--/})
  if [ -n "$near" ]; then stop unknown-flag-near "$1" "--$near"; else stop unknown-flag "$1"; fi
}

# Fills given_flags and given_values, in step, and operands.
read_arguments () {
  local flag kind value
  while [ $# -gt 0 ]; do
    case $1 in
      -h) flag=--help ;;
      --*=*) flag=${1%%=*} ;;
      -?*) flag=$1 ;;
      *)
        operands[${#operands[@]}]=$1
        shift
        continue
        ;;
    esac
    kind=$(flag_kind "$flag") || stop_for_unknown_flag "$flag"
    value=
    case $1 in
      --*=*)
        [ "$kind" != nothing ] || stop takes-nothing "$flag" "${1#*=}"
        value=${1#*=}
        check_flag_value "$flag" "$kind" "$value"
        ;;
      *)
        if [ "$kind" != "${kind#optional-}" ]; then
          if [ $# -gt 1 ] && case $2 in -*) false ;; esac; then value=$2; fi
        elif [ "$kind" != nothing ]; then
          [ $# -gt 1 ] || stop needs-value "$flag" "$(text "expected-$kind")"
          value=$2
        fi
        if [ -n "$value" ] || { [ "$kind" != nothing ] && [ "$kind" = "${kind#optional-}" ]; }; then
          check_flag_value "$flag" "$kind" "$value"
          shift
        fi
        ;;
    esac
    shift
    is_given "$flag" && stop given-twice "$flag"
    given_flags[${#given_flags[@]}]=$flag
    given_values[${#given_values[@]}]=$value
  done
}

is_given () {
  local flag
  for flag in ${given_flags[@]+"${given_flags[@]}"}; do
    [ "$flag" = "$1" ] && return 0
  done
  return 1
}

# Prints the value that was given with the flag, or nothing.
value_of () {
  local index
  for ((index = 0; index < ${#given_flags[@]}; index++)); do
    if [ "${given_flags[index]}" = "$1" ]; then
      printf '%s' "${given_values[index]}"
      return
    fi
  done
}
