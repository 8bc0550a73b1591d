import type { Storage } from '../storage/storage.ts'
import { fairShares } from './fair-share.ts'

export interface RetentionOptions {
  readonly storage: Storage
  /** What came before this is too old; undefined where no age is to be judged. */
  readonly oldestMs: number | undefined
  readonly maxBytes: number
}

/** How many lines one commit removes. */
const atOnce = 5000

const removeTooOld = async (storage: Storage, before: number): Promise<void> => {
  for (let removed = atOnce; removed >= atOnce;) removed = (await storage.commit([{ name: 'logs.removeOld', parameters: { before, count: atOnce } }])).changes[0] ?? 0
  await storage.commit([{ name: 'logs.removeOldMarks', parameters: { before } }])
}

/** How many of the oldest lines make up at least `excess` bytes. */
const linesToFree = (lines: readonly { readonly bytes: number }[], excess: number): number => {
  let freed = 0
  const enough = lines.findIndex(({ bytes }) => (freed += bytes) >= excess)
  return enough === -1 ? lines.length : enough + 1
}

const shrink = async (storage: Storage, deviceId: string, excess: number): Promise<void> => {
  for (let left = excess; left > 0;) {
    const oldest = await storage.query<{ id: number, bytes: number }>('logs.lineBytes', { device: deviceId, limit: atOnce })
    if (oldest.length === 0) return
    const count = linesToFree(oldest, left)
    await storage.commit([{ name: 'logs.removeOldestOfDevice', parameters: { device: deviceId, count } }])
    left -= oldest.slice(0, count).reduce((sum, { bytes }) => sum + bytes, 0)
  }
}

/** Removes lines that are too old, then the oldest of those devices that take more than their fair share of the space. */
export const retainLogs = async ({ storage, oldestMs, maxBytes }: RetentionOptions): Promise<void> => {
  if (oldestMs !== undefined) await removeTooOld(storage, oldestMs)
  const usages = (await storage.query<{ device_id: string, bytes: number }>('logs.usage', {})).map(({ device_id: deviceId, bytes }) => ({ deviceId, bytes }))
  if (usages.reduce((sum, { bytes }) => sum + bytes, 0) <= maxBytes) return
  const shares = fairShares(usages, maxBytes)
  for (const { deviceId, bytes } of usages) await shrink(storage, deviceId, bytes - (shares.get(deviceId) ?? 0))
}
