# The output of a run, on the screen and in logs/update-<run>.log.

is_run_id () {
  local pattern='^[0-9]{8}-[0-9]{6}-[0-9a-f]{6}$'
  [[ $1 =~ $pattern ]]
}

# prepare_log DIRECTORY: sets `log_file`, which has no run's name yet.
prepare_log () {
  log_directory=$1
  mkdir -p "$log_directory" 2> /dev/null || stop log-directory "$log_directory"
  log_file=$log_directory/update-starting-$$.log
  : 2> /dev/null > "$log_file" || stop log-directory "$log_directory"
}

# logged COMMAND…: runs it and gives its exit code; its output goes, as it comes, to its usual destination and into
# the log. tee outlives a Ctrl-C (-i), so that the last lines are kept.
logged () {
  {
    trap : INT
    "$@" 2>&1 >&3 3>&- | tee -i -a "$log_file" >&2 3>&-
    exit "${PIPESTATUS[0]}"
  } 3>&1 | tee -i -a "$log_file"
  return "${PIPESTATUS[0]}"
}

# Prints the ids of runs in the log, in order; not the one that is repeated or continued ($1).
runs_in_log () {
  LC_ALL=C grep -Eo '[0-9]{8}-[0-9]{6}-[0-9a-f]{6}' "$log_file" | grep -Fxv -- "${1:-none}"
}

# Prints a terminal's output in its final state: lines that were redrawn (up some lines, and clear from there;
# ECMA-48, CUU and ED; a Ctrl-C may come before that) only in their last form, and without colours and returns.
settled () {
  LC_ALL=C awk -v escape="$(printf '\033')" '
    BEGIN { rewind = "^(\\^C)*\r*" escape "\\[[0-9]+A" escape "\\[J"; control = escape "\\[[0-9;?]*[A-Za-z]" }
    {
      text = $0
      while (match(text, rewind)) {
        count -= substr(text, index(text, "[") + 1) + 0
        if (count < 0) count = 0
        text = substr(text, RLENGTH + 1)
      }
      gsub(control, "", text)
      gsub(/\r/, "", text)
      line[++count] = text
    }
    END { for (i = 1; i <= count; i++) print line[i] }
  ' "$1"
}

# keep_log RUN: the log gets the run's name; attached to a second time, it goes on in the same file. If that fails, such
# as on a full disk, `log_file` is unchanged, and it fails.
keep_log () {
  local kept=$log_directory/update-$1.log
  settled "$log_file" >> "$kept" || return 1
  rm -f "$log_file"
  log_file=$kept
}
