#!/usr/bin/env bash
# Publishes a folder as content for devices, from the administrator's own computer: sends missing files to the server over SSH, where the
# command `mimamori content publish` shows on this terminal who gets what, asks, and publishes it. Also needs sha256sum or shasum.
. "$(dirname "${BASH_SOURCE[0]}")/shell/begin.sh" || exit 2

show_own_help () {
  text help-publish-content
  text help-settings
}

# Sets `name`, `folder` and `options`; ends the script if one of the first two is missing. The command on the server explains the options.
read_words () {
  local word before='' operands=()
  options=()
  for word in ${words[@]+"${words[@]}"}; do
    case $before:$word in
      --device:* | --site:* | --role:* | --label:* | *:-*) options[${#options[@]}]=$word ;;
      *) operands[${#operands[@]}]=$word ;;
    esac
    before=$word
  done
  [ ${#operands[@]} -eq 2 ] || stop content-needs
  name=${operands[0]}
  folder=${operands[1]}
  case $name in -* | '') stop content-needs ;; esac
  if [ ! -d "$folder" ] || [ ! -r "$folder" ]; then stop folder-not-readable "$folder"; fi
}

# on_inbox WORD…: the server's end of this script, as the system user; here, if there is no server.
on_inbox () {
  if [ -z "$server" ]; then
    "$checkout/node_modules/.bin/node" "$checkout/scripts/content-inbox.ts" "$@"
  else
    ${ssh_command[@]+"${ssh_command[@]}"} "$server" -- \
      "$(on_server scripts/content-inbox.ts "$@")"
  fi
}

# Sets `sum_command`, which prints a SHA-256 and the path of each file: macOS has shasum, Debian sha256sum.
choose_sum_command () {
  sum_command=(shasum -a 256)
  if command -v "sha256sum" > /dev/null; then sum_command=("sha256sum"); fi
  command -v "${sum_command[0]}" > /dev/null || stop no-sum-command
}

# with_paths COMMAND…: runs it with the paths that it reads, a line each, as its arguments, in the folder.
with_paths () {
  (cd "$folder" && LC_ALL=C tr '\n' '\000' | xargs -0 "$@")
}

# Shows on a terminal how many files have been read; passes its input on.
count_files () {
  local line count=0 all
  all=$(wc -l < "$scratch/paths")
  while IFS= read -r line; do
    count=$((count + 1))
    [ ! -t 2 ] || printf '\r\033[2K%s' "$(text reading-files "$count" "$((all))")" >&2
    printf '%s\n' "$line"
  done
  [ ! -t 2 ] || printf '\r\033[2K' >&2
}

# Writes the files of the folder into $scratch/paths, a line each, and the data about them for content-inbox.ts into $scratch/listing.
list_folder () {
  note reading-folder "$folder" "$(du -sk "$folder" | cut -f 1)"
  local broken=$'*\n*'
  (cd "$folder" && find . -type f ! -path "$broken" -print) > "$scratch/paths" || stop files-not-read "$folder"
  {
    # A path with a new line would be two lines.
    (cd "$folder" && find . -type f -path "$broken" -exec sh -c 'printf "%s" "$1" | tr "\n" " "; echo' sh {} \;) | sed 's/^/broken /'
    (cd "$folder" && find . -type l -print) | sed 's/^/link /'
    (cd "$folder" && find . ! -type d ! -type f ! -type l -print) | sed 's/^/other /'
    if [ -s "$scratch/paths" ]; then
      with_paths wc -c < "$scratch/paths" && with_paths ${sum_command[@]+"${sum_command[@]}"} < "$scratch/paths" | count_files
    fi
  } > "$scratch/listing" || stop files-not-read "$folder"
}

# Sets `plan`, and writes the files that the server lacks into $scratch/sending: their index and the byte from which they are to come. Only
# lines of the form that content-inbox.ts prints count. A file by its index: no server names one that is not in the folder.
ask_inbox () {
  local answer line status is_refused=''
  local form='^plan (/[^[:cntrl:]]*)$' file='^send ([1-9][0-9]{0,8}) (0|[1-9][0-9]{0,14})$'
  answer=$(on_inbox prepare "$folder" "$name" ${options[@]+"${options[@]}"} "--lang=$language" < "$scratch/listing")
  status=$?
  while IFS= read -r line; do
    if [[ $line =~ $form ]]; then plan=${BASH_REMATCH[1]}
    elif [[ $line =~ $file ]]; then printf '%s %s\n' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
    elif [ "$line" = refused ]; then is_refused=yes; fi
  done <<< "$answer" > "$scratch/sending"
  [ -z "$is_refused" ] || exit "$status"
  if [ "$status" -ne 0 ] || [ -z "$plan" ]; then stop folder-not-sent "${server:-$checkout}"; fi
}

# Prints the bytes of the files in $scratch/sending, first the one that is not sent from its beginning.
print_files () {
  local from path
  LC_ALL=C awk -v begun="$scratch/begun" -v whole="$scratch/whole" '
    NR == FNR { from[$1] = $2; next }
    FNR in from { if (from[FNR] > 0) print from[FNR] " " $0 > begun; else print > whole }
  ' "$scratch/sending" "$scratch/paths"
  if [ -e "$scratch/begun" ]; then
    while read -r from path; do
      (cd "$folder" && tail -c "+$((from + 1))" "$path") || return 1
    done < "$scratch/begun"
  fi
  if [ -e "$scratch/whole" ]; then with_paths cat < "$scratch/whole"; fi
}

send_folder () {
  local answer status progress=()
  [ -s "$scratch/sending" ] || return 0
  [ ! -t 2 ] || progress=(--progress)
  note sending-files "$(wc -l < "$scratch/sending" | tr -d ' ')"
  answer=$(print_files | on_inbox receive "$plan" ${progress[@]+"${progress[@]}"} "--lang=$language")
  status=$?
  case $answer in *refused) exit 1 ;; esac
  [ "$status" -eq 0 ] && return
  if [ "$status" -eq 255 ]; then stop content-lost "${server:-$checkout}"; fi
  stop folder-not-sent "${server:-$checkout}"
}

clean_up () {
  rm -rf "$scratch"
  [ -n "$plan" ] || return 0
  prepare_ssh pipe
  on_inbox discard "$plan" > /dev/null 2>&1
}

begin "$@"
read_words
choose_server
choose_sum_command
plan=
scratch=$(mktemp -d "${TMPDIR:-/tmp}/mimamori-content.XXXXXX") || exit 2
trap clean_up EXIT
prepare_ssh git
add_to_ssh -T
list_folder
ask_inbox
send_folder
prepare_runner
on_inbox publish "$plan" "$name" ${options[@]+"${options[@]}"} "--lang=$language"
status=$?
# The server has removed it.
case $status in 0 | 1 | 2) plan= ;; esac
case $status in 0 | 1 | 2 | 130) exit "$status" ;; esac
stop content-lost "${server:-$checkout}"
