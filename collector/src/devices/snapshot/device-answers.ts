import { z } from 'zod'
import { about, deviceView, hashPrefixLength, requestId, type DeviceView } from '@mimamori/contract'
import type { Role } from '@mimamori/contract/roles'
import type { DeviceSnapshot } from './device-snapshot.ts'
import { lastHeardMs } from '../connection/connection.ts'
import type { Device } from '../registry/device.ts'
import { withoutQuery } from '../registry/without-query.ts'

/** The only answer that contains a new key. */
export const withKey = z.object({
  requestId,
  id: z.string().meta(about('The ID of the device. It never changes.', 'pi-kiosk-03')),
  key: z.string()
})
/** One registered device. */
export const oneDevice = z.object({ requestId, client: deviceView })
/** The device in the path of a route. */
export const idInPath = z.object({ id: z.string().meta(about('The ID of the device. It never changes.', 'pi-kiosk-03')) })

const iso = (ms: number): string => new Date(ms).toISOString()
const isoOrNull = (ms: number | undefined): string | null => ms === undefined ? null : iso(ms)

/** A scrape address as it is shown; a query may contain a secret, and only an administrator sees it. */
export const viewScrapeUrl = ({ scrapeUrl }: Pick<Device, 'scrapeUrl'>, role: Role): string | null =>
  scrapeUrl === undefined ? null : role === 'admin' ? scrapeUrl : withoutQuery(scrapeUrl)

/** A device as the API shows it: the administrator's registration, and when it was last heard. */
export const viewDevice = ({ device, limits, connection, nowMs }: DeviceSnapshot, role: Role): DeviceView => ({
  id: device.id,
  name: device.name ?? null,
  address: device.address ?? null,
  site: device.site,
  role: device.role,
  labels: { ...device.labels },
  state: device.state,
  stateSince: iso(device.stateSinceMs),
  pausedUntil: isoOrNull(device.pausedUntilMs),
  pauseReason: device.pauseReason ?? null,
  ...limits,
  ownLimits: device.limits,
  scrapeUrl: viewScrapeUrl(device, role),
  scrapeAuthentication: device.scrapeCredentials === undefined ? null : 'token' in device.scrapeCredentials ? 'bearer' : 'basic',
  enrolledAt: iso(device.enrolledAtMs),
  lastSeen: isoOrNull(lastHeardMs(connection, nowMs)),
  keys: device.keys.map(({ hash, createdAtMs, firstUsedAtMs, weak, revokedAtMs }) => ({
    createdAt: iso(createdAtMs),
    firstUsedAt: isoOrNull(firstUsedAtMs),
    weak,
    revokedAt: isoOrNull(revokedAtMs),
    hashPrefix: weak ? null : hash.slice(0, hashPrefixLength)
  }))
})
