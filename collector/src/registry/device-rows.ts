import type { SqlValue, Statement } from '../storage/storage.ts'
import type { Device, DeviceKey, DeviceState } from './device.ts'

type Row = Readonly<Record<string, SqlValue>>

const optional = <Key extends string, Value extends SqlValue>(key: Key, value: SqlValue | undefined): { readonly [K in Key]?: Value } =>
  value === null || value === undefined ? {} : { [key]: value } as { readonly [K in Key]?: Value }

/** A device from its row and the rows of its keys, oldest key first. */
export const toDevice = (row: Row, keys: readonly DeviceKey[]): Device => ({
  id: row.id as string,
  ...optional<'name', string>('name', row.name),
  ...optional<'address', string>('address', row.address),
  site: row.site as string,
  role: row.role as string,
  labels: JSON.parse(row.labels as string) as Record<string, string>,
  state: row.state as DeviceState,
  stateSinceMs: row.state_since_ms as number,
  ...optional<'pausedUntilMs', number>('pausedUntilMs', row.paused_until_ms),
  ...optional<'pauseReason', string>('pauseReason', row.pause_reason),
  silentAfterSeconds: row.silent_after_seconds as number,
  ...optional<'scrapeUrl', string>('scrapeUrl', row.scrape_url),
  enrolledAtMs: row.enrolled_at_ms as number,
  keys
})

export const toKey = (row: Row): DeviceKey => ({
  hash: row.hash as string,
  createdAtMs: row.created_at_ms as number,
  weak: row.weak === 1,
  ...optional<'revokedAtMs', number>('revokedAtMs', row.revoked_at_ms)
})

const deviceParameters = (device: Device): Readonly<Record<string, SqlValue>> => ({
  id: device.id,
  name: device.name ?? null,
  address: device.address ?? null,
  site: device.site,
  role: device.role,
  labels: JSON.stringify(device.labels),
  state: device.state,
  stateSinceMs: device.stateSinceMs,
  pausedUntilMs: device.pausedUntilMs ?? null,
  pauseReason: device.pauseReason ?? null,
  silentAfterSeconds: device.silentAfterSeconds,
  scrapeUrl: device.scrapeUrl ?? null,
  enrolledAtMs: device.enrolledAtMs
})

const insertKey = (deviceId: string, { hash, createdAtMs, weak }: DeviceKey): Statement =>
  ({ name: 'registry.insertKey', parameters: { hash, deviceId, createdAtMs, weak: weak ? 1 : 0 } })

/** The unit that stores a device as it is now; `before` is what is stored of it, if anything. */
export const storeDevice = (device: Device, before: Device | undefined): Statement[] => {
  const unit: Statement[] = [{ name: before ? 'registry.updateDevice' : 'registry.insertDevice', parameters: deviceParameters(device) }]
  for (const key of device.keys) {
    const old = before?.keys.find(({ hash }) => hash === key.hash)
    if (!old) unit.push(insertKey(device.id, key))
    if (key.revokedAtMs !== undefined && old?.revokedAtMs === undefined) {
      unit.push({ name: 'registry.revokeKey', parameters: { hash: key.hash, revokedAtMs: key.revokedAtMs } })
    }
  }
  return unit
}
