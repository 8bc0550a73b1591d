# Prints the seconds from 1970 to a date as HTTP writes it (RFC 9110, section 5.6.7), less the variable uptime. The days by Howard Hinnant's days_from_civil.
/^[A-Z][a-z][a-z], [0-9][0-9] [A-Z][a-z][a-z] [0-9][0-9][0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9] GMT$/ {
  split($5, time, ":")
  month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", $3) + 2) / 3
  year = $4
  # A year begins in March, so that its last day is the one that not every year has.
  if (month <= 2) {
    year--
    month += 12
  }
  days = 365 * year + int(year / 4) - int(year / 100) + int(year / 400) + int((153 * (month - 3) + 2) / 5) + $2 - 719469
  printf "%.2f", days * 86400 + time[1] * 3600 + time[2] * 60 + time[3] - uptime
}
