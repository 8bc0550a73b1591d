import { isDeepStrictEqual } from 'node:util'
import type { AuditAction } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { inTurns } from '@mimamori/program/in-turns'
import type { Author } from '../../platform/audit/author.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import { timeSlice, type TimeSlice } from '../../platform/event-loop/time-slice.ts'
import type { Statement, Storage } from '../../platform/storage/storage.ts'
import { generateKey, hashSecret, isWeakKey } from './client-key.ts'
import { recordDeletion, recordDevices } from './record-devices.ts'
import { storeDevices, toDevice, toKey } from './device-rows.ts'
import { DeviceTable } from './device-table.ts'
import type { Device, DeviceKey } from './device.ts'
import {
  AddressTakenError,
  DuplicateDeviceError,
  UnknownDeviceError,
  type ChangeListener,
  type Enrollment,
  type ImportedDevice,
  type Registry
} from './registry.ts'
import { takenAddresses } from './taken-addresses.ts'
import {
  changed, clamped, limitsOf, paused, requireDeletable, resumed, retired, revoked, rotated, withKeyForToken, withoutOldKeys, withUse
} from './transitions.ts'

const newDevice = (
  { id, name, address, site = '', role = '', labels = {}, scrapeUrl, scrapeCredentials, ...given }: Enrollment,
  nowMs: number,
  key: DeviceKey
): Device => ({
  id,
  ...name !== undefined && { name },
  ...address !== undefined && { address },
  site,
  role,
  labels,
  state: 'pending',
  stateSinceMs: nowMs,
  limits: limitsOf(given),
  ...scrapeUrl !== undefined && { scrapeUrl },
  ...scrapeCredentials !== undefined && { scrapeCredentials },
  enrolledAtMs: nowMs,
  keys: [key]
})

interface Asked {
  readonly action: AuditAction
  /** Undefined if the collector does it by itself. */
  readonly by: Author | undefined
}

interface Storing {
  readonly slice?: TimeSlice
  readonly further?: readonly Statement[]
  /** Undefined for a change that nobody asked for. */
  readonly asked?: Asked
}

const freshKey = (nowMs: number): { readonly text: string, readonly key: DeviceKey } => {
  const text = generateKey()
  return { text, key: { hash: hashSecret(text), createdAtMs: nowMs, weak: false } }
}

/** The registry in the embedded database, read completely at the start. */
export const openRegistry = async ({ storage, clock, onError }: {
  readonly storage: Storage
  readonly clock: Clock
  /** Called if a change that nobody waits for (pending → active, the first use of a key) could not be stored. */
  readonly onError: (error: unknown) => void
}): Promise<Registry> => {
  const table = await loadTable(storage)
  const listeners = new Set<ChangeListener>()
  /** Changes of the registry are rare and each builds on the one before, so they are made one after the other. */
  const inTurn = inTurns()

  const known = (id: string): Device => {
    const device = table.get(id)
    if (!device) throw new UnknownDeviceError(`no device is enrolled as ${id}`)
    return device
  }
  /** Thousands of devices that are imported, or report for the first time, are stored in pieces with other work in between. */
  const store = async (devices: readonly Device[], { slice = timeSlice(), further = [], asked }: Storing = {}): Promise<void> => {
    const transaction: Statement[] = []
    const before = (id: string): Device | undefined => table.get(id)
    for (const pieces of [storeDevices(devices, before), ...asked ? [recordDevices(devices, before, asked)] : []]) {
      for (const statements of pieces) {
        transaction.push(...statements)
        await slice.pause()
      }
    }
    await storage.commit([...transaction, ...further])
    const changes = devices.map((device) => [device, table.get(device.id)] as const)
    for (const device of devices) table.put(device)
    for (const change of changes) for (const listener of listeners) listener(...change)
  }
  const change = (id: string, next: (device: Device) => Device, asked?: Asked): Promise<Device> => inTurn(async () => {
    const before = known(id)
    const after = next(before)
    // An equal value is no change: a script that runs again leaves no entry in the audit log.
    if (!isDeepStrictEqual(after, before)) await store([after], asked && { asked })
    return after
  })

  const firstSeen = new Set<string>()
  const activateFirstSeen = async (): Promise<void> => {
    const stateSinceMs = clock.nowMs()
    const devices = [...firstSeen].flatMap((id) => table.get(id) ?? []).filter(({ state }) => state === 'pending')
    firstSeen.clear()
    if (devices.length > 0) await store(devices.map((device) => ({ ...device, state: 'active', stateSinceMs })))
  }

  /** Hashes of the used keys, with their devices. */
  const usedKeys = new Map<string, string>()
  const recordUses = async (): Promise<void> => {
    const [uses, nowMs, after] = [[...usedKeys], clock.nowMs(), new Map<string, Device>()]
    usedKeys.clear()
    for (const [hash, id] of uses) {
      const before = after.get(id) ?? table.get(id)
      const device = before && withUse(before, nowMs, hash)
      if (device !== before) after.set(id, device!)
    }
    if (after.size > 0) await store([...after.values()])
  }

  const refuseDuplicates = (devices: readonly Device[]): void => {
    const ids = new Set<string>()
    const hashes = new Set<string>()
    for (const { id, keys: [key] } of devices) {
      if (table.get(id) || ids.has(id)) throw new DuplicateDeviceError(`${id} is enrolled already; to give it a new key, rotate it`)
      if (table.holderOf(key!.hash) || hashes.has(key!.hash)) {
        throw new DuplicateDeviceError(`the key of ${id} belongs to another device already; each needs its own`)
      }
      ids.add(id)
      hashes.add(key!.hash)
    }
  }
  const imported = ({ key = generateKey(), enrolledAtMs, lastSeenMs, ...enrollment }: ImportedDevice): Device => {
    const nowMs = clock.nowMs()
    const since = enrolledAtMs ?? Math.min(nowMs, lastSeenMs ?? nowMs)
    const device = newDevice(enrollment, since, { hash: hashSecret(key), createdAtMs: since, weak: isWeakKey(key) })
    return lastSeenMs === undefined ? device : { ...device, state: 'active' }
  }

  const refuseTakenAddress = (device: Device): void => {
    const [taken] = takenAddresses([device], table.all())
    if (taken) throw new AddressTakenError(taken.message)
  }

  return {
    get size () { return table.size },
    get: (id) => table.get(id),
    all: () => table.all(),
    holderOf: (key) => table.holderOf(hashSecret(key)),
    enroll: (enrollment, by) => inTurn(async () => {
      const { text, key } = freshKey(clock.nowMs())
      const device = newDevice(enrollment, clock.nowMs(), key)
      refuseDuplicates([device])
      refuseTakenAddress(device)
      await store([device], { asked: { action: 'enrollDevice', by } })
      return { device, key: text }
    }),
    importDevices: (devices, by) => inTurn(async () => {
      const slice = timeSlice()
      const made: Device[] = []
      for (const device of devices) {
        made.push(imported(device))
        await slice.pause()
      }
      refuseDuplicates(made)
      const taken = takenAddresses(made, table.all())
      if (taken[0]) {
        throw new AddressTakenError(
          taken[0].message,
          taken.map(({ index, message }) => ({ path: `/clients/${index}/address`, message }))
        )
      }
      await store(made, { slice, asked: { action: 'importDevices', by } })
      return made
    }),
    update: (id, given, by) => change(id, (device) => {
      const after = changed(device, given)
      if (after.address !== device.address) refuseTakenAddress(after)
      return after
    }, { action: 'changeDevice', by }),
    pause: (id, pause, by) => change(id, (device) => paused(device, clock.nowMs(), pause), { action: 'pauseDevice', by }),
    resume: (id, connection, by) => change(id, (device) => resumed(device, clock.nowMs(), connection), { action: 'resumeDevice', by }),
    retire: (id, by) => change(id, (device) => retired(device, clock.nowMs()), { action: 'retireDevice', by }),
    revoke: (id, by) => change(id, (device) => revoked(device, clock.nowMs()), { action: 'revokeDevice', by }),
    delete: (id, connection, by) => inTurn(async () => {
      const device = known(id)
      requireDeletable(device, connection)
      await storage.commit([
        { name: 'registry.deleteKeys', parameters: { id } },
        { name: 'registry.deleteDevice', parameters: { id } },
        ...recordDeletion(device, by)
      ])
      table.delete(device)
      for (const listener of listeners) listener(device, device)
      return device
    }),
    rotate: async (id, by) => {
      const { text, key } = freshKey(clock.nowMs())
      const next = (device: Device): Device => {
        const after = rotated(device, clock.nowMs(), key)
        // A new key brings it back, and its address may belong to another by now.
        if (isOutOfUse(device.state)) refuseTakenAddress(after)
        return after
      }
      return { device: await change(id, next, { action: 'rotateDeviceKey', by }), key: text }
    },
    endOldKeys: (id, by) => change(id, (device) => withoutOldKeys(device, clock.nowMs()), { action: 'endOldKeys', by }),
    issueForToken: async (id, isStillValid, by) => {
      const { text, key } = freshKey(clock.nowMs())
      let isIssued = false
      const device = await change(id, (before) => {
        // The changes before this one, such as the first use of a key, are made.
        isIssued = isStillValid()
        return isIssued ? withKeyForToken(before, clock.nowMs(), key) : before
      }, { action: 'exchangeEnrollmentToken', by })
      return isIssued ? { device, key: text } : undefined
    },
    recordUse: (id, usedKey) => {
      // As in markSeen: one change for all that wait.
      const isFirst = usedKeys.size === 0
      usedKeys.set(hashSecret(usedKey), id)
      if (isFirst) inTurn(recordUses).catch(onError)
    },
    markSeen: (id) => {
      if (table.get(id)?.state !== 'pending') return
      firstSeen.add(id)
      // One change takes along every device that reports before its turn: a fleet that reports for the
      // first time must not keep an administrator's change waiting for a thousand commits.
      if (firstSeen.size === 1) inTurn(activateFirstSeen).catch(onError)
    },
    clampTimes: (nowMs) => inTurn(async () => {
      const ahead = table.all().filter((device) => clamped(device, nowMs) !== device)
      if (ahead.length === 0) return
      // Only the times of stored keys change. In one transaction with the devices, since a failed part could not be found again.
      await store(ahead.map((device) => clamped(device, nowMs)), { further: [{ name: 'registry.clampKeys', parameters: { now: nowMs } }] })
    }),
    onChange: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    }
  }
}

const loadTable = async (storage: Storage): Promise<DeviceTable> => {
  const keysOf = Map.groupBy(await storage.query('registry.keys', {}), (row) => row.device_id as string)
  const rows = await storage.query('registry.devices', {})
  return new DeviceTable(rows.map((row) => toDevice(row, (keysOf.get(row.id as string) ?? []).map(toKey))))
}
