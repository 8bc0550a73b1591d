/** Flags that Prometheus needs for our alerts and for late samples, wherever it runs. */
export const prometheusFlags: readonly string[] = [
  // After a stop of days, alerts that fired still fire, instead of starting again.
  '--rules.alert.for-outage-tolerance=30d',
  // Alertmanager takes for ended what it has not been sent for four times as long: Prometheus may be away for five minutes, which on a Raspberry Pi
  // it needs to read a thousand devices' series again.
  '--rules.alert.resend-delay=2m',
  // The collector writes what devices could not send in time (docs/adr/0036-late-samples-by-remote-write.md).
  '--web.enable-remote-write-receiver'
]

/** Flags of Alertmanager that our alerts need, wherever it runs. */
export const alertmanagerFlags: readonly string[] = [
  // Its log of notifications is on the disk so often. After a power cut, an alert that it sent since then is sent again, or its end is not.
  '--data.maintenance-interval=1m'
]
