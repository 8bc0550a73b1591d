import type { Clock } from '../../platform/clock/clock.ts'
import type { Connections } from '../connection/connection.ts'
import type { RestoredData } from '../../platform/storage/restored-data.ts'
import type { Limits } from '../limits/limits.ts'
import type { Registry } from '../registry/registry.ts'
import type { DeviceStatus } from './freshness.ts'
import type { LastingScrapeFailure } from './scrape-failure.ts'
import { silentSites } from './silent-sites.ts'
import { freshnessOf, evaluateStatus, type Evidence } from './evaluate-status.ts'

/** Evaluates the status of a device; nothing else does. */
export interface StatusEvaluator {
  evaluate (evidence: Pick<Evidence, 'device' | 'connection' | 'quietMs' | 'nowMs'>): DeviceStatus
}

export interface EvaluatorDeps {
  readonly registry: Pick<Registry, 'all'>
  readonly limits: Pick<Limits, 'of'>
  readonly connections: Pick<Connections, 'get'>
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly trust: { readonly trusted: boolean }
  /** The result of the last TCP probe of a device; undefined if none was made since it became late. */
  readonly reachable?: (deviceId: string) => boolean | undefined
  /** The reason why the last scrape of a device failed; undefined if it did not. */
  readonly scrapeFailure?: (deviceId: string) => LastingScrapeFailure | undefined
  /** The off-hours of a site; undefined while its devices are expected to report. */
  readonly offHours?: (site: string, nowMs: number) => Evidence['offHours']
  /** The server's own device is reachable even if its site is not, so it does not count for the site. */
  readonly isOwnDevice?: (deviceId: string) => boolean
  readonly restored?: RestoredData | undefined
}

/** How long the count of a site's devices that do not report is used before it is counted again: a page asks for all devices at once. */
const siteCountAgeMs = 1000

/** An evaluator over the running fleet. */
export const createStatusEvaluator = (
  { registry, limits, connections, clock, trust, reachable, scrapeFailure, offHours, isOwnDevice, restored }: EvaluatorDeps
): StatusEvaluator => {
  let counted: { atMs: number, sites: ReadonlySet<string> } | undefined

  const silentSitesAt = (nowMs: number): ReadonlySet<string> => {
    const atMs = clock.monotonicMs()
    if (!counted || atMs - counted.atMs >= siteCountAgeMs) {
      const expected = registry.all().filter((device) => device.state === 'active' && !isOwnDevice?.(device.id))
      const members = expected.map((device) => ({
        site: device.site,
        fresh: freshnessOf({ device, ...limits.of(device), connection: connections.get(device.id), nowMs }) === 'fresh'
      }))
      counted = { atMs, sites: silentSites(members) }
    }
    return counted.sites
  }

  return {
    evaluate ({ device, connection, quietMs, nowMs }) {
      const answers = reachable?.(device.id)
      const failure = scrapeFailure?.(device.id)
      const closed = offHours?.(device.site, nowMs)
      return evaluateStatus({
        device,
        ...limits.of(device),
        connection,
        quietMs,
        nowMs,
        clockTrusted: trust.trusted,
        siteSilent: silentSitesAt(nowMs).has(device.site),
        ...(answers !== undefined && { reachable: answers }),
        ...(failure && { scrapeFailure: failure }),
        ...(closed && { offHours: closed }),
        ...(restored && { backupMs: restored.takenMs })
      })
    }
  }
}
