import type { Clock } from '../../clock/clock.ts'
import type { Presence } from '../connection/presence.ts'
import type { Registry } from '../registry/registry.ts'
import type { FreshnessJudge } from './freshness.ts'
import { quietSites } from './quiet-sites.ts'
import { freshnessOf, verdictOf } from './verdict.ts'

export interface JudgeParts {
  readonly registry: Registry
  readonly presence: Presence
  readonly clock: Clock
  readonly trust: { readonly trusted: boolean }
  /** What the last TCP probe of a device found; undefined where none was made since it became late. */
  readonly reachable?: (deviceId: string) => boolean | undefined
  /** The server's own device answers whatever befalls its site, and is left out of the site's count. */
  readonly isOwnDevice?: (deviceId: string) => boolean
}

/** How long the count of a site's quiet devices is used before it is taken anew: a page asks for all devices at once. */
const siteCountAgeMs = 1000

/** A judge over the running fleet. @throws {TypeError} from `of` for an id that is not enrolled. */
export const createFreshnessJudge = ({ registry, presence, clock, trust, reachable, isOwnDevice }: JudgeParts): FreshnessJudge => {
  let counted: { atMs: number, sites: ReadonlySet<string> } | undefined

  const quiet = (nowMs: number): ReadonlySet<string> => {
    const atMs = clock.monotonicMs()
    if (!counted || atMs - counted.atMs >= siteCountAgeMs) {
      const expected = registry.all().filter((device) => device.state === 'active' && !isOwnDevice?.(device.id))
      const members = expected.map((device) => ({ site: device.site, fresh: freshnessOf({ device, contact: presence.get(device.id), nowMs }) === 'fresh' }))
      counted = { atMs, sites: quietSites(members) }
    }
    return counted.sites
  }

  return {
    of (deviceId) {
      const device = registry.get(deviceId)
      if (!device) throw new TypeError(`expected the id of an enrolled device, got ${JSON.stringify(deviceId)}`)
      const nowMs = clock.nowMs()
      const answers = reachable?.(deviceId)
      return verdictOf({
        device,
        contact: presence.get(deviceId),
        nowMs,
        clockTrusted: trust.trusted,
        siteQuiet: quiet(nowMs).has(device.site),
        ...(answers !== undefined && { reachable: answers })
      })
    }
  }
}
