import { alerts } from '../alerts/index.ts'

const onlyWhileReporting = alerts.filter((alert) => alert.onlyWhileReporting).map(({ name }) => name)

interface InhibitOptions {
  readonly sources: readonly string[]
  /** Alerts, or a matcher of them. */
  readonly targets: readonly string[] | string
  /** The labels whose values must be equal. */
  readonly equal?: readonly string[]
}

const named = (names: readonly string[]): string => `alertname=~"${names.join('|')}"`

const inhibit = ({ sources, targets, equal }: InhibitOptions): object => ({
  source_matchers: [named(sources)],
  target_matchers: [typeof targets === 'string' ? targets : named(targets)],
  ...equal && { equal }
})

/**
 * Alerts that are inhibited by another one with the same cause (https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule).
 * In alerts/index.ts each source comes before its targets.
 */
export const inhibitRules: readonly object[] = [
  // Nothing is known about any device then, and one message is enough.
  inhibit({ sources: ['CollectorDown'], targets: ['SiteSilent'] }),
  inhibit({ sources: ['CollectorDown'], targets: 'device!=""' }),
  // A building without power is one message, not forty.
  inhibit({ sources: ['SiteSilent'], targets: 'device!=""', equal: ['site'] }),
  // It goes on, and is sent again; if it is critical, a receiver of warnings alone is not told of it.
  inhibit({ sources: ['DeviceDown'], targets: ['DeviceSilent'], equal: ['device', 'severity'] }),
  // One says that there is nothing to do yet, the other that there is.
  inhibit({ sources: ['DeviceDown'], targets: ['DeviceLate'], equal: ['device'] }),
  // Alerts about its last report still fire, but are outdated.
  inhibit({ sources: ['DeviceDown', 'DeviceSilent', 'DeviceLate'], targets: onlyWhileReporting, equal: ['device'] }),
  // The cause notifies, not its effects.
  inhibit({ sources: ['DiskOutOfSpace'], targets: ['DiskFull', 'DiskFillingUp'], equal: ['device', 'mountpoint'] }),
  inhibit({ sources: ['DiskFull'], targets: ['DiskFillingUp'], equal: ['device', 'mountpoint'] }),
  // Two machines with one key look like one that restarts each time the other reports.
  inhibit({ sources: ['IdentityConflict'], targets: ['Rebooting'], equal: ['device'] }),
  inhibit({ sources: ['Undervoltage', 'TooHot'], targets: ['Throttled'], equal: ['device'] }),
  inhibit({ sources: ['UpdateUnreachable'], targets: ['VersionDrift', 'UpdateOverdue'], equal: ['device'] }),
  inhibit({ sources: ['UpdateFailed'], targets: ['VersionDrift', 'UpdateOverdue'], equal: ['device', 'release'] }),
  inhibit({ sources: ['VersionDrift'], targets: ['UpdateOverdue'], equal: ['device', 'release'] })
]
