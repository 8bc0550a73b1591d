import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { replaceFile } from '@mimamori/program/durable-file'
import { singleFlight } from '@mimamori/program/single-flight'
import { makeDirectory } from '../platform/storage/private-file.ts'
import type { DeviceSnapshot } from '../devices/snapshot/device-snapshot.ts'
import type { Registry } from '../devices/registry/registry.ts'
import { targetGroups } from './targets.ts'

interface Options {
  readonly devices: () => Iterable<Pick<DeviceSnapshot, 'device'>>
  readonly onChange: Registry['onChange']
  /** A name in a directory that Prometheus watches, ending in .json. */
  readonly file: string
  /** The origin by which Prometheus reaches this collector. */
  readonly origin: string
  readonly onError: (error: unknown) => void
  /** How long to gather changes before each write, in milliseconds: a new fleet changes a thousand times in a minute. */
  readonly gatherMs?: number
  /** The pause before a failed write is tried again, in milliseconds. */
  readonly retryMs?: number
}

/**
 * Keeps a copy of the targets as a file: Prometheus loses the HTTP list when it restarts while the collector is down.
 * Written at the start and after changes of the registry, one write at a time; a failed write is tried again, since the next change
 * may be weeks away.
 */
export const keepFileSd = ({
  devices,
  onChange,
  file,
  origin,
  onError,
  gatherMs = 1000,
  retryMs = 30_000
}: Options): { readonly close: () => Promise<void> } => {
  let last = ''
  let writing = Promise.resolve()

  const closing = new AbortController()
  const after = (ms: number) => setTimeout(ms, undefined, { signal: closing.signal }).catch(() => {})

  const writeOnce = async (): Promise<void> => {
    const text = JSON.stringify(targetGroups(devices(), origin), undefined, 2) + '\n'
    if (text === last) return
    // For any user: it contains no secret.
    makeDirectory(dirname(file), 0o755)
    await replaceFile(file, text, { mode: 0o644 })
    last = text
  }
  const writeUntilDone = async (): Promise<void> => {
    if (last !== '') await after(gatherMs)
    for (;;) {
      try {
        return await writeOnce()
      } catch (error) {
        onError(error)
        if (closing.signal.aborted) return
        await after(retryMs)
      }
    }
  }
  const write = singleFlight(writeUntilDone, onError)
  const request = (): void => {
    writing = write()
  }

  const stop = onChange(request)
  request()
  return {
    async close () {
      stop()
      closing.abort()
      await writing
    }
  }
}
