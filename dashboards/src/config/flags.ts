/** Flags that Prometheus needs for our alerts and for late samples, on any machine. */
export const prometheusFlags: readonly string[] = [
  // After an outage of days, firing alerts continue instead of starting again.
  '--rules.alert.for-outage-tolerance=30d',
  // After a restart, a pending alert waits for the rest of its time, not for ten minutes more: by then the collector's pages have been
  // scraped four times.
  '--rules.alert.for-grace-period=1m',
  // Alertmanager resolves alerts that are not sent again within four times this delay. Prometheus must be able to be away for five minutes:
  // on a Raspberry Pi, it takes that long to read the series of a thousand devices after a start.
  '--rules.alert.resend-delay=2m',
  // The collector writes late samples (docs/adr/0036-late-samples-by-remote-write.md).
  '--web.enable-remote-write-receiver'
]

/** Flags of Alertmanager that our alerts need, on any machine. */
export const alertmanagerFlags: readonly string[] = [
  // How often its notification log is written to the disk. After a power cut, alerts sent since then are sent again, or their resolution is
  // not.
  '--data.maintenance-interval=1m'
]
