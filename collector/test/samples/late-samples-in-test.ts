import { onTestFinished } from 'vitest'
import type { SampleSeries } from '@mimamori/contract'
import { mainDatabase } from '../../src/main-database.ts'
import { openLateSamples } from '../../src/samples/open-late-samples.ts'
import type { LateSeries, RemoteWrite } from '../../src/samples/remote-write/remote-write.ts'
import type { Gap } from '../../src/devices/connection/gaps.ts'
import { openStorage } from '../../src/platform/storage/sqlite-storage.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

interface Options {
  readonly directory?: string
  readonly gaps?: readonly Gap[]
  /** Whether the end of the last gap is about to be known. */
  readonly awaitScrape?: (device: string) => boolean
  readonly clockTrust?: { readonly trusted: boolean }
  readonly maxQueueBytes?: number
  /** Instead of a receiver that takes everything. */
  readonly write?: RemoteWrite['write']
}

export const receivedMs = 2_000_000_000_000

/** Late samples over a receiver that only notes what it is given, in a directory of their own, closed when the test ends. */
export const lateSamplesInTest = async ({
  directory = temporaryDirectory(onTestFinished),
  gaps = [{ fromMs: 0 }],
  awaitScrape = () => false,
  clockTrust = { trusted: true },
  maxQueueBytes,
  write
}: Options = {}) => {
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  const written: LateSeries[] = []
  const outcomes: Record<string, number> = {}
  const troubles: (string | undefined)[] = []
  const takeAll: RemoteWrite['write'] = async (series) => {
    written.push(...series)
    return { written: series.reduce((sum, { samples }) => sum + samples.length, 0) }
  }
  const lateSamples = await openLateSamples({
    storage,
    remoteWrite: { write: write ?? takeAll },
    gaps: { of: () => gaps, awaitScrape },
    clockTrust,
    deviceOf: (id) => ({ id, site: 'plant-1', role: 'kiosk' }),
    ...(maxQueueBytes !== undefined && { maxQueueBytes }),
    outcomes: {
      note: (outcome, samples) => {
        outcomes[outcome] = (outcomes[outcome] ?? 0) + samples
      },
      end: () => {}
    },
    drain: {
      onTrouble: (error) => {
        troubles.push(error?.message)
      },
      onNotRemoved: () => {},
      backoffMs: () => 1,
      pollMs: 1
    }
  })
  let closed: Promise<void> | undefined
  const close = () => (closed ??= lateSamples.close().then(() => storage.close()))
  onTestFinished(close)
  let sequence = 0
  return {
    directory,
    lateSamples,
    takeAll,
    written,
    outcomes,
    troubles,
    close,
    append: (
      series: readonly SampleSeries[],
      timesMs: readonly (number | undefined)[],
      { device = 'pi-1', mark = { stream: 's', sequence: ++sequence } } = {}
    ) => lateSamples.append(device, { timesMs, series }, { receivedMs, mark })
  }
}
