import { contentProblemKinds, type ContentProblemKind, type ContentReport } from '@mimamori/contract'
import { z } from 'zod'
import type { Device } from '../devices/registry/device.ts'
import type { Clock } from '../platform/clock/clock.ts'
import { readJson } from '../platform/storage/read-json.ts'
import type { Storage } from '../platform/storage/storage.ts'
import type { Contents } from './contents.ts'

/** A set as a device last reported it. */
export interface ReportedSet {
  /** The version that it has; null before the first. */
  readonly digest: string | null
  readonly number: number | null
  /** When it was first reported with that version. */
  readonly sinceMs: number
  /** Whether its check has not ended. */
  readonly checking?: true
  /** Bytes of the set that it would delete for a version that needs the space. */
  readonly reclaimableBytes?: number
  /** Why it did not take the version that it should have had then. */
  readonly problem?: {
    readonly kind: ContentProblemKind
    readonly message: string
    readonly lackingBytes?: number | undefined
    readonly wantedDigest?: string | undefined
  }
  /** How far its download is; of this run of the collector only. */
  readonly progress?: { readonly bytesLeft: number, readonly atMs: number, readonly wantedDigest: string | undefined }
}

interface Space {
  readonly freeBytes?: number
  /** Bytes that the device would delete for any set. */
  readonly reclaimableBytes?: number
}

export interface DeviceReport extends Space {
  readonly sets: ReadonlyMap<string, ReportedSet>
}

/** The last report of each device about its content. */
export interface DeviceReports {
  of (deviceId: string): DeviceReport | undefined
  /** Resolves when it is on the disk, if it says more than how far a download is. Sets that do not exist are left out. */
  accept (device: Device, report: ContentReport): Promise<void>
  /** Called for a device that was deleted or is out of use. */
  forgetDevice (deviceId: string): Promise<void>
  /** Called for a set that was removed. */
  forgetSet (name: string): Promise<void>
}

interface Options {
  readonly storage: Pick<Storage, 'query' | 'commit'>
  readonly clock: Pick<Clock, 'nowMs'>
  readonly contents: Pick<Contents, 'all' | 'wantedBy'>
  readonly onUnreadable: (deviceId: string) => void
}

const storedReport = z.object({
  freeBytes: z.number().exactOptional(),
  reclaimableBytes: z.number().exactOptional(),
  sets: z.array(z.tuple([z.string(), z.object({
    digest: z.string().nullable(),
    number: z.number().nullable(),
    sinceMs: z.number(),
    checking: z.literal(true).exactOptional(),
    reclaimableBytes: z.number().exactOptional(),
    problem: z.object({
      kind: z.enum(contentProblemKinds),
      message: z.string(),
      lackingBytes: z.number().exactOptional(),
      wantedDigest: z.string().exactOptional()
    }).exactOptional()
  })]))
})

/** The lasting part of a report as text; with its space, which alone is not worth a write. */
const toText = ({ sets }: DeviceReport, { freeBytes, reclaimableBytes }: Space = {}): string =>
  JSON.stringify({ freeBytes, reclaimableBytes, sets: [...sets].map(([name, { progress: _, ...lasting }]) => [name, lasting]) })

/** The reports in the embedded database, read completely at the start. */
export const openDeviceReports = async ({ storage, clock, contents, onUnreadable }: Options): Promise<DeviceReports> => {
  const reports = new Map<string, DeviceReport>()
  for (const { device_id: id, report } of await storage.query<{ device_id: string, report: string }>('content.reports', {})) {
    const stored = readJson(report, storedReport, () => { onUnreadable(id) })
    if (stored !== undefined) reports.set(id, { ...stored, sets: new Map(stored.sets) })
  }

  const save = async (changed: ReadonlyMap<string, DeviceReport>): Promise<void> => {
    if (changed.size === 0) return
    const rows = JSON.stringify(Array.from(changed, ([id, report]) => ({ id, report: toText(report, report) })))
    await storage.commit([{ name: 'content.saveReports', parameters: { rows } }])
    for (const [id, report] of changed) reports.set(id, report)
  }

  return {
    of: (deviceId) => reports.get(deviceId),
    async accept (device, { freeBytes, reclaimableBytes, sets }) {
      const before = reports.get(device.id)
      const wanted = contents.wantedBy(device)?.sets ?? []
      const existing = new Set(contents.all().map(({ name }) => name))
      const next: DeviceReport = {
        ...freeBytes !== undefined && { freeBytes },
        ...reclaimableBytes !== undefined && { reclaimableBytes },
        sets: new Map(sets.filter(({ name }) => existing.has(name)).map(({ name, ...set }) => {
          const { digest, number, checking, bytesLeft, problem } = set
          const last = before?.sets.get(name)
          const wantedDigest = wanted.find((set) => set.name === name)?.digest
          return [name, {
            digest,
            number,
            sinceMs: last?.digest === digest ? last.sinceMs : clock.nowMs(),
            ...checking && { checking },
            ...set.reclaimableBytes !== undefined && { reclaimableBytes: set.reclaimableBytes },
            ...problem && { problem: { ...problem, ...wantedDigest !== undefined && { wantedDigest } } },
            ...bytesLeft !== undefined && { progress: { bytesLeft, atMs: clock.nowMs(), wantedDigest } }
          }]
        }))
      }
      if (before !== undefined && toText(before) === toText(next)) reports.set(device.id, next)
      else await save(new Map([[device.id, next]]))
    },
    async forgetDevice (deviceId) {
      if (!reports.delete(deviceId)) return
      await storage.commit([{ name: 'content.deleteReport', parameters: { deviceId } }])
    },
    async forgetSet (gone) {
      const changed = [...reports]
        .filter(([, { sets }]) => sets.has(gone))
        .map(([id, report]) => [id, { ...report, sets: new Map([...report.sets].filter(([name]) => name !== gone)) }] as const)
      await save(new Map(changed))
    }
  }
}
