import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { makeDirectory } from '../storage/private-file.ts'
import type { Registry } from '../devices/registry/registry.ts'
import { targetGroups } from './targets.ts'

interface Options {
  readonly registry: Pick<Registry, 'all' | 'onChange'>
  /** A name in a directory that Prometheus watches, ending in .json. */
  readonly file: string
  /** How Prometheus reaches this collector. */
  readonly origin: string
  readonly onError: (error: unknown) => void
  /** How long to gather changes before each write, in milliseconds: a new fleet changes a thousand times in a minute. */
  readonly gatherMs?: number
  /** How long after a write that failed it is tried again, in milliseconds. */
  readonly retryMs?: number
}

/** Prometheus reads the file while we write it: it must be whole at every moment, and is for any user, as it tells no secret. */
const replaceFile = async (file: string, text: string): Promise<void> => {
  makeDirectory(dirname(file), 0o755)
  await rm(`${file}.new`, { force: true, recursive: true })
  const handle = await open(`${file}.new`, 'wx')
  try {
    await handle.chmod(0o644)
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
}

/**
 * Keeps a copy of the targets as a file: Prometheus loses the HTTP list when it restarts while the collector is down.
 * Written at the start and after changes of the registry, one write at a time; a write that failed is tried again, since the next change may be weeks away.
 */
export const keepFileSd = ({ registry, file, origin, onError, gatherMs = 1000, retryMs = 30_000 }: Options): { readonly close: () => Promise<void> } => {
  let wanted = false
  let writing: Promise<void> | undefined
  let last = ''

  const closing = new AbortController()
  const after = (ms: number) => setTimeout(ms, undefined, { signal: closing.signal }).catch(() => {})

  const writeOnce = async (): Promise<void> => {
    const text = JSON.stringify(targetGroups(registry.all(), origin), undefined, 2) + '\n'
    if (text === last) return
    await replaceFile(file, text)
    last = text
  }
  const write = async (): Promise<void> => {
    while (wanted) {
      if (last !== '') await after(gatherMs)
      wanted = false
      try {
        await writeOnce()
      } catch (error) {
        onError(error)
        wanted = !closing.signal.aborted
        await after(retryMs)
      }
    }
  }
  const request = (): void => {
    wanted = true
    writing ??= write().finally(() => {
      writing = undefined
      // Asked for between the last look and now.
      if (wanted && !closing.signal.aborted) request()
    })
  }

  const stop = registry.onChange(request)
  request()
  return {
    async close () {
      stop()
      closing.abort()
      await writing
    }
  }
}
