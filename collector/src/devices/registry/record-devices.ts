import type { AuditAction } from '@mimamori/contract'
import type { Author } from '../../platform/audit/author.ts'
import { compareFields } from '../../platform/audit/compare-fields.ts'
import { recordChange, recordChanges, type RecordedChange } from '../../platform/audit/record-change.ts'
import type { Statement } from '../../platform/storage/storage.ts'
import type { Device } from './device.ts'

const isoTime = (ms: number | undefined): string | undefined => ms === undefined ? undefined : new Date(ms).toISOString()

/** The fields of a device that an administrator decides, as in the API; of its keys, when the valid ones were issued. */
const decidedFields = (
  { name, address, site, role, labels, state, pausedUntilMs, pauseReason, limits, scrapeUrl, scrapeCredentials, keys }: Device
) => ({
  name, address, site, role, labels, state, pausedUntil: isoTime(pausedUntilMs), pauseReason, ...limits, scrapeUrl, scrapeCredentials,
  keys: keys.filter(({ revokedAtMs }) => revokedAtMs === undefined).map(({ createdAtMs }) => isoTime(createdAtMs))
})

const isSecret = (field: string): boolean => field === 'scrapeCredentials.password' || field === 'scrapeCredentials.token'

const changeOf = (action: AuditAction, before: Device | undefined, after: Device | undefined): RecordedChange => {
  const { id } = (after ?? before)!
  return {
    action, subject: { type: 'device', name: id }, device: id,
    changes: compareFields(before && decidedFields(before), after && decidedFields(after), isSecret)
  }
}

/** Devices that one statement records: few enough to write their JSON in one go. */
const batchSize = 100

/** The entries of devices in their new state, in pieces; `before` gives the stored version of one, if any. */
export const recordDevices = function* (
  devices: readonly Device[],
  before: (id: string) => Device | undefined,
  { action, by }: { readonly action: AuditAction, readonly by: Author | undefined }
): Generator<readonly Statement[]> {
  for (let start = 0; start < devices.length; start += batchSize) {
    yield recordChanges(
      by,
      devices.slice(start, start + batchSize).map((device) => changeOf(action, before(device.id), device))
    )
  }
}

export const recordDeletion = (device: Device, by: Author | undefined): readonly Statement[] =>
  recordChange(by, changeOf('deleteDevice', device, undefined))
