# Prints KEY=value for each setting of a file in the form of agent.conf, unquoted as program/src/settings-file.ts does it: the file is data, and
# nothing in it is executed. A line that is no setting gives its number after a "!", without its text, which may hold a secret.

# A value as a shell would read it in the simple cases: bare, or whole in single or double quotes. Sets `closed` to 0 where its quotes do not close.
function unquote (raw,    quote, inner, i, character) {
  quote = substr(raw, 1, 1)
  closed = 1
  if (quote != "\"" && quote != "\047") {
    sub(/[ \t]+#.*$/, "", raw)
    return raw
  }
  for (i = 2; i <= length(raw); i++) {
    character = substr(raw, i, 1)
    if (character == quote) {
      closed = substr(raw, i + 1) ~ /^[ \t]*(#.*)?$/
      return inner
    }
    if (quote == "\"" && character == "\\" && i < length(raw) && index("\"\\$`", substr(raw, i + 1, 1)) > 0) {
      i++
      character = substr(raw, i, 1)
    }
    inner = inner character
  }
  closed = 0
}

{
  if (NR == 1) sub(/^\357\273\277/, "")
  gsub(/^[ \t\r]+|[ \t\r]+$/, "")
  if ($0 == "" || /^#/) next
  sub(/^export[ \t]+/, "")
  if (!match($0, /^[A-Za-z_][A-Za-z0-9_]*[ \t]*=[ \t]*/)) {
    print "!" NR
    next
  }
  key = substr($0, 1, RLENGTH)
  sub(/[ \t]*=[ \t]*$/, "", key)
  value = unquote(substr($0, RLENGTH + 1))
  if (closed) print key "=" value
  else print "!" NR
}
