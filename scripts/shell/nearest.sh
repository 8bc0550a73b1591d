# The known name that a person may have meant.

# Prints how many letters must be added, taken away or changed to make one word of the other (Levenshtein's distance).
edit_distance () {
  local a=$1 b=$2 i j diagonal above cost best
  local row=()
  for ((j = 0; j <= ${#b}; j++)); do row[j]=$j; done
  for ((i = 1; i <= ${#a}; i++)); do
    diagonal=${row[0]}
    row[0]=$i
    for ((j = 1; j <= ${#b}; j++)); do
      above=${row[j]}
      cost=1
      [ "${a:i-1:1}" = "${b:j-1:1}" ] && cost=0
      best=$((diagonal + cost))
      [ $((above + 1)) -lt "$best" ] && best=$((above + 1))
      [ $((row[j-1] + 1)) -lt "$best" ] && best=$((row[j-1] + 1))
      diagonal=$above
      row[j]=$best
    done
  done
  printf '%s' "${row[${#b}]}"
}

# nearest WORD KNOWN…: prints the nearest of the known ones, or nothing where none is near.
nearest () {
  local word=$1 known distance found='' least
  shift
  least=$(((${#word} + 2) / 3 + 1))
  for known in "$@"; do
    distance=$(edit_distance "$word" "$known")
    if [ "$distance" -lt "$least" ]; then
      least=$distance
      found=$known
    fi
  done
  printf '%s' "$found"
}
