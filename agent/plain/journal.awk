# Makes the body of POST /api/clients/logs from lines of `journalctl --output=json`, and prints how many log lines it has and the cursor of the last
# entry that was read. Text that journald gives as a JSON string is passed on as it stands; text that it gives as a list of bytes, since it is not
# printable UTF-8, is decoded. https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format
# Variables: id, body (a file), own_unit, boot (32 digits), booted (when that began, in seconds by the server's clock, or ""), whole (how many entries; what
# follows them is cut).

# Takes the next JSON value off `rest`; of a list of texts, which a repeated field is, the first.
function next_value (    value) {
  sub(/^[ ,:{]+/, "", rest)
  if (rest ~ /^\[/ && rest !~ /^\[[0-9, ]*\]/) {
    rest = substr(rest, 2)
    value = next_value()
    while (rest ~ /^,/) next_value()
    rest = substr(rest, 2)
    return value
  }
  if (!match(rest, /^"[^"\\]*(\\.[^"\\]*)*"/) && !match(rest, /^\[[0-9, ]*\]/) && !match(rest, /^[^],}]+/)) {
    rest = ""
    return ""
  }
  value = substr(rest, 1, RLENGTH)
  rest = substr(rest, RLENGTH + 1)
  return value
}

# A character by its number, as JSON writes it in ASCII.
function escaped (code) {
  if (code == 0) return ""
  if (code >= 32 && code < 127 && code != 34 && code != 92) return sprintf("%c", code)
  if (code < 65536) return sprintf("\\u%04x", code)
  code -= 65536
  return sprintf("\\u%04x\\u%04x", 55296 + int(code / 1024), 56320 + code % 1024)
}

# A list of bytes as a JSON string: no control sequence of a terminal, and U+FFFD for what is no UTF-8 (RFC 3629, section 4).
function decoded (list,    bytes, count, i, n, more, code, least, text) {
  count = split(substr(list, 2, length(list) - 2), bytes, ",")
  if (count > 4000) count = 4000
  for (i = 1; i <= count; i++) {
    code = bytes[i] + 0
    if (code == 27 && bytes[i + 1] + 0 == 91) {
      for (i += 2; i < count && bytes[i] + 0 < 64; i++);
      continue
    }
    more = code < 128 ? 0 : code >= 194 && code < 224 ? 1 : code >= 224 && code < 240 ? 2 : code >= 240 && code < 245 ? 3 : -1
    least = more == 2 ? 2048 : more == 3 ? 65536 : 0
    if (more > 0) code -= more == 1 ? 192 : more == 2 ? 224 : 240
    for (n = 1; n <= more && bytes[i + n] + 0 >= 128 && bytes[i + n] + 0 < 192; n++) code = code * 64 + bytes[i + n] - 128
    if (more < 0 || n <= more || code < least || code > 1114111 || code >= 55296 && code < 57344) code = 65533
    i += n - 1
    text = text escaped(code)
  }
  return "\"" text "\""
}

# A field as a JSON string; "" where the entry does not have it.
function text_of (name,    value) {
  value = field["\"" name "\""]
  if (value ~ /^\[/) return decoded(value)
  return value ~ /^"/ ? value : ""
}

# The same without its quotes, of a field that needs no escapes.
function bare (name,    value) {
  value = text_of(name)
  return substr(value, 2, length(value) - 2)
}

# At most 1000 characters, as the collector counts them: in UTF-16. This one reads bytes (LC_ALL=C).
function cut (json,    i, units, step, character) {
  if (length(json) <= 1002) return json
  for (i = 2; i < length(json); i += step) {
    character = substr(json, i, 1)
    step = character == "\\" ? substr(json, i + 1, 1) == "u" ? 6 : 2 : character ~ /[\360-\367]/ ? 4 : character ~ /[\340-\357]/ ? 3 : character ~ /[\300-\337]/ ? 2 : 1
    units += step == 4 ? 2 : 1
    if (units > 999) return substr(json, 1, i - 1) "\342\200\246\""
  }
  return json
}

# ISO 8601 in UTC, from seconds since 1970 (Howard Hinnant, chrono-compatible low-level date algorithms, civil_from_days).
function iso (seconds,    days, era, of_era, year, of_year, month, of_day) {
  days = int(seconds / 86400)
  of_day = seconds - days * 86400
  days += 719468
  era = int(days / 146097)
  of_era = days - era * 146097
  year = int((of_era - int(of_era / 1460) + int(of_era / 36524) - int(of_era / 146096)) / 365)
  of_year = of_era - (365 * year + int(year / 4) - int(year / 100))
  month = int((5 * of_year + 2) / 153)
  return sprintf("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year + era * 400 + (month >= 10), month < 10 ? month + 3 : month - 9, of_year - int((153 * month + 2) / 5) + 1, \
    int(of_day / 3600), int(of_day / 60) % 60, int(of_day) % 60, int((of_day - int(of_day)) * 1000))
}

# When it was, in seconds: by the device's clock, unless the distance within this boot and the server's clock say otherwise, as on a device whose
# clock was set late or never.
function time_of_entry (    wall, known) {
  wall = bare("__REALTIME_TIMESTAMP") / 1000000
  if (booted == "" || bare("_BOOT_ID") != boot) return wall
  known = booted + bare("__MONOTONIC_TIMESTAMP") / 1000000
  return wall - known > 2 || known - wall > 2 ? known : wall
}

function unit_of () {
  if (text_of("USER_UNIT") != "") return text_of("USER_UNIT")
  if (text_of("UNIT") != "") return text_of("UNIT")
  if (text_of("_SYSTEMD_USER_UNIT") != "") return text_of("_SYSTEMD_USER_UNIT")
  if (text_of("_SYSTEMD_UNIT") != "") return text_of("_SYSTEMD_UNIT")
  return text_of("SYSLOG_IDENTIFIER")
}

NR > whole { exit }

{
  split("", field)
  rest = $0
  while (rest !~ /^[ }]*$/) {
    name = next_value()
    field[name] = next_value()
  }
  if (bare("__CURSOR") == "") next
  cursor = bare("__CURSOR")
  message = field["\"MESSAGE\""] == "null" ? "\"(a message that is too long to send; journalctl on the device shows it)\"" : text_of("MESSAGE")
  unit = unit_of()
  # What this program says would be a reason to send it, each minute.
  if (message == "" || message == "\"\"" || unit == "\"" own_unit "\"") next
  priority = field["\"PRIORITY\""] == "" ? 6 : bare("PRIORITY")
  level = priority <= 3 ? "error" : priority == 4 ? "warn" : priority <= 6 ? "info" : "debug"
  line = "{\"level\":\"" level "\",\"message\":" cut(message)
  if (unit != "") line = line ",\"context\":{\"unit\":" cut(unit) "}"
  line = line ",\"timestamp\":\"" iso(time_of_entry()) "\"}"
  if (count++) line = "," line
  else line = "{\"clientId\":\"" id "\",\"logs\":[" line
  print line > body
}

END {
  if (count) print "]}" > body
  print count + 0, cursor
}
