# The known name that a person may have meant. program/src/nearest-name.ts has the same rule, and program/fixtures/nearest-names.json the cases of both.

# The bash of macOS has no ${word,,}.
lower_case () { printf '%s' "$1" | LC_ALL=C tr '[:upper:]' '[:lower:]'; }

# Prints how many letters must be put in, taken out, changed or swapped with their neighbour (Damerau and Levenshtein, restricted).
edit_distance () {
  local a=$1 b=$2 i j edits best
  local before=() row=() next=()
  for ((j = 0; j <= ${#b}; j++)); do row[j]=$j; done
  for ((i = 1; i <= ${#a}; i++)); do
    next=("$i")
    for ((j = 1; j <= ${#b}; j++)); do
      best=${row[j-1]}
      [ "${a:i-1:1}" = "${b:j-1:1}" ] || best=$((best + 1))
      for edits in $((row[j] + 1)) $((next[j-1] + 1)); do
        [ "$edits" -ge "$best" ] || best=$edits
      done
      if ((i > 1 && j > 1)) && [ "${a:i-1:1}${a:i-2:1}" = "${b:j-2:2}" ] && ((before[j-2] + 1 < best)); then best=$((before[j-2] + 1)); fi
      next[j]=$best
    done
    before=(${row[@]+"${row[@]}"})
    row=(${next[@]+"${next[@]}"})
  done
  printf '%s' "${row[${#b}]}"
}

# nearest WORD KNOWN…: prints the only one that begins with it (two letters and more), or the only one that begins with it as a word,
# or else the nearest that is at most one slip for each three letters away, and never more than three; or nothing. Capitals are no slips.
nearest () {
  local word known lower distance longer='' longer_count=0 found='' count=0 least
  word=$(lower_case "$1")
  shift
  [ -n "$word" ] || return 0
  for known in "$@"; do
    lower=$(lower_case "$known")
    case $lower in "$word"*) longer=$known longer_count=$((longer_count + 1)) ;; esac
    case $lower in "$word" | "$word"[-_.\ ]*) found=$known count=$((count + 1)) ;; esac
  done
  if [ "$longer_count" -eq 1 ] && [ "${#word}" -gt 1 ]; then printf '%s' "$longer"; return; fi
  if [ "$count" -eq 1 ]; then printf '%s' "$found"; return; fi
  found=''
  least=$((${#word} / 3))
  [ "$least" -ge 1 ] || least=1
  [ "$least" -le 3 ] || least=3
  least=$((least + 1))
  for known in "$@"; do
    distance=$(edit_distance "$word" "$(lower_case "$known")")
    if [ "$distance" -lt "$least" ]; then
      least=$distance
      found=$known
    fi
  done
  printf '%s' "$found"
}
