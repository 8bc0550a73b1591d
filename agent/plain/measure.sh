# shellcheck shell=sh disable=SC2034,SC2154
# What a status report says of the device, from /proc and /sys. A value that the device does not have is left out.

# All jiffies since boot, and the idle ones: waiting for a disk or for the hypervisor is no work.
cpu_times () {
  awk '$1 == "cpu" { for (i = 2; i <= 9; i++) total += $i; printf "%.0f %.0f\n", total, $5 + $6 + $9; exit }' "$proc/stat"
}

# cpu_percent TOTAL IDLE EARLIER_TOTAL EARLIER_IDLE: nothing if no time has passed between them.
cpu_percent () {
  awk -v total="$1" -v idle="$2" -v before="$3" -v idle_before="$4" 'BEGIN {
    passed = total - before
    if (passed <= 0) exit
    busy = 100 * (1 - (idle - idle_before) / passed)
    printf "%.1f", (busy < 0 ? 0 : busy > 100 ? 100 : busy)
  }'
}

# Since the last report; at the first, over a second.
cpu_usage () {
  read -r before idle_before 2>/dev/null < "$run/cpu" || before=
  read -r total idle <<END
$(cpu_times)
END
  usage=
  if [ -n "$before" ]; then usage=$(cpu_percent "$total" "$idle" "$before" "$idle_before"); fi
  if [ -z "$usage" ]; then
    before=$total idle_before=$idle
    sleep 1
    read -r total idle <<END
$(cpu_times)
END
    usage=$(cpu_percent "$total" "$idle" "$before" "$idle_before")
  fi
  printf '%s %s\n' "$total" "$idle" > "$run/cpu"
  printf '%s' "${usage:-0}"
}

memory_usage () {
  awk '$1 == "MemTotal:" { total = $2 } $1 == "MemAvailable:" { available = $2 } END { printf "%.1f", (total > 0 ? 100 * (total - available) / total : 0) }' "$proc/meminfo"
}

# As df counts it: without what is reserved for root.
disk_usage () {
  df -Pk / | awk 'NR == 2 { printf "%.1f", ($3 + $4 > 0 ? 100 * $3 / ($3 + $4) : 0) }'
}

# Degrees Celsius, if a sensor gives a plausible value.
temperature () {
  awk '/^-?[0-9]+$/ && $1 >= -50000 && $1 <= 150000 { printf "%.1f", $1 / 1000; exit }' "$sys/class/thermal/thermal_zone0/temp" 2>/dev/null
}

uptime_seconds () { awk '{ printf "%.0f", int($1) }' "$proc/uptime"; }

last_boot () { awk '$1 == "btime" { print $2; exit }' "$proc/stat"; }

hostname_here () { tr -cd 'A-Za-z0-9._-' < "$proc/sys/kernel/hostname" | cut -c 1-253; }

# status_report ADDRESS
status_report () {
  boot=$(last_boot)
  temperature=$(temperature)
  hostname=$(hostname_here)
  printf '{"clientId":"%s","hostname":"%s","ipAddress":"%s"' "$client_id" "${hostname:-$client_id}" "$1"
  printf ',"cpuUsage":%s,"memoryUsage":%s,"diskUsage":%s' "$(cpu_usage)" "$(memory_usage)" "$(disk_usage)"
  if [ -n "$temperature" ]; then printf ',"temperature":%s' "$temperature"; fi
  printf ',"uptimeSeconds":%s' "$(uptime_seconds)"
  if [ -n "$boot" ]; then printf ',"lastBoot":"%s"' "$(date -u -d "@$boot" +%Y-%m-%dT%H:%M:%SZ)"; fi
  printf '}'
}
