import { z } from 'zod'
import { customLimits, type DeviceState } from '@mimamori/contract'
import { readJson } from '../../platform/storage/read-json.ts'
import type { SqlValue, Statement } from '../../platform/storage/storage.ts'
import { scrapeCredentials } from './device-fields.ts'
import type { Device, DeviceKey, ScrapeCredentials } from './device.ts'

const labels = z.record(z.string(), z.string())

type Row = Readonly<Record<string, SqlValue>>

const optional = <Key extends string, Value extends SqlValue | object>(
  key: Key, value: SqlValue | object | undefined
): { readonly [K in Key]?: Value } =>
  value === null || value === undefined ? {} : { [key]: value } as { readonly [K in Key]?: Value }

const readCredentials = (stored: SqlValue | undefined): ScrapeCredentials | undefined =>
  typeof stored === 'string' ? readJson(stored, scrapeCredentials) : undefined

/** A device from its row and the rows of its keys, oldest key first. */
export const toDevice = (row: Row, keys: readonly DeviceKey[]): Device => ({
  id: row.id as string,
  ...optional<'name', string>('name', row.name),
  ...optional<'address', string>('address', row.address),
  site: row.site as string,
  role: row.role as string,
  labels: readJson(row.labels as string, labels) ?? {},
  state: row.state as DeviceState,
  stateSinceMs: row.state_since_ms as number,
  ...optional<'pausedUntilMs', number>('pausedUntilMs', row.paused_until_ms),
  ...optional<'pauseReason', string>('pauseReason', row.pause_reason),
  limits: readJson(row.limits as string, customLimits) ?? {},
  ...optional<'scrapeUrl', string>('scrapeUrl', row.scrape_url),
  ...optional<'scrapeCredentials', ScrapeCredentials>('scrapeCredentials', readCredentials(row.scrape_credentials)),
  enrolledAtMs: row.enrolled_at_ms as number,
  keys
})

export const toKey = (row: Row): DeviceKey => ({
  hash: row.hash as string,
  createdAtMs: row.created_at_ms as number,
  weak: row.weak === 1,
  ...row.takes_over === 1 && { takesOver: true },
  ...optional<'firstUsedAtMs', number>('firstUsedAtMs', row.first_used_at_ms),
  ...optional<'revokedAtMs', number>('revokedAtMs', row.revoked_at_ms)
})

const deviceRow = ({ labels, limits, scrapeCredentials, keys: _keys, ...rest }: Device): object => ({
  ...rest, labels: JSON.stringify(labels), limits: JSON.stringify(limits),
  ...scrapeCredentials && { scrapeCredentials: JSON.stringify(scrapeCredentials) }
})

/** Devices per statement: few enough that writing their JSON does not block. */
const batchSize = 100

const statement = (name: string, rows: readonly object[]): Statement[] =>
  rows.length === 0 ? [] : [{ name, parameters: { rows: JSON.stringify(rows) } }]

const storeSome = (devices: readonly Device[], before: (id: string) => Device | undefined): Statement[] => {
  const isStored = ({ id }: Device): boolean => before(id) !== undefined
  const keys = devices.flatMap(({ id, keys }) =>
    keys.map((key) => ({ ...key, deviceId: id, stored: before(id)?.keys.find(({ hash }) => hash === key.hash) }))
  )
  const fresh = keys.filter(({ stored }) => stored === undefined)
  const taken = keys.filter(({ takesOver, stored }) => takesOver === undefined && stored?.takesOver === true)
  const used = keys.filter(({ firstUsedAtMs, stored }) => firstUsedAtMs !== undefined && stored?.firstUsedAtMs === undefined)
  const revoked = keys.filter(({ revokedAtMs, stored }) => revokedAtMs !== undefined && stored?.revokedAtMs === undefined)
  return [
    ...statement('registry.insertDevices', devices.filter((device) => !isStored(device)).map(deviceRow)),
    ...statement('registry.updateDevices', devices.filter(isStored).map(deviceRow)),
    ...statement(
      'registry.insertKeys',
      fresh.map(({ hash, deviceId, createdAtMs, weak, takesOver }) => ({
        hash,
        deviceId,
        createdAtMs,
        weak: weak ? 1 : 0,
        takesOver: takesOver ? 1 : 0
      }))
    ),
    ...statement(
      'registry.takeOver',
      taken.map(({ hash }) => ({ hash }))
    ),
    ...statement(
      'registry.recordKeyUses',
      used.map(({ hash, firstUsedAtMs }) => ({ hash, firstUsedAtMs }))
    ),
    ...statement(
      'registry.revokeKeys',
      revoked.map(({ hash, revokedAtMs }) => ({ hash, revokedAtMs }))
    )
  ]
}

/** The transaction that stores devices in their new state, in pieces; `before` gives the stored version of a device, if any. */
export const storeDevices = function* (
  devices: readonly Device[],
  before: (id: string) => Device | undefined
): Generator<readonly Statement[]> {
  for (let start = 0; start < devices.length; start += batchSize) yield storeSome(devices.slice(start, start + batchSize), before)
}
