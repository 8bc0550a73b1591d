import { readdirSync, readFileSync, renameSync, statSync, unlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'

/** A request for the collector, as it lies in the spool; the callback writes the same. */
export interface SpooledRequest {
  readonly method: 'POST'
  /** `/api/updates…` */
  readonly path: string
  readonly body: unknown
}

/** What became of one request. `refused`: it will never be taken. `later`: the collector cannot be reached, or not now. `unknownRun`: not before its run's start. */
export type Delivery = { readonly kind: 'taken' } | { readonly kind: 'refused' | 'later' | 'unknownRun', readonly reason: string }

export interface Spool {
  /** Keeps a request until it is delivered. */
  put (path: string, body: unknown): void
  /** Sends what lies there, oldest first, until nothing is left or one must wait. Gives why it stopped, and what was refused for good. */
  deliver (send: (request: SpooledRequest) => Promise<Delivery>): Promise<SpoolReport>
}

export interface SpoolReport {
  readonly waiting?: string
  readonly refused: readonly string[]
}

const entryName = /^\d{19}-\d+-\d{6}\.json$/
const entryTime = /^(\d{19})-\d+-\d{6}\.json/
const claimName = /^(\d{19}-\d+-\d{6}\.json)\.claimed-(\d+)$/
/** A claim as old as that was left by a process that died, whoever has its number now. */
const claimMs = 600_000

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const parseRequest = (content: string): SpooledRequest | undefined => {
  try {
    const { method, path, body } = JSON.parse(content) as Partial<SpooledRequest>
    return method === 'POST' && path !== undefined && /^\/api\/updates[!-~]*$/.test(path) ? { method, path, body } : undefined
  } catch {
    return undefined
  }
}

/**
 * The spool of a directory, which the callback shares (ansible/plugins/plugin_utils/report/spool.py says the rules): names sort
 * in the order of writing even where the clock was set back, whoever delivers a request first claims it by renaming it, and a claim of a process that is no
 * more, or that is ten minutes old, is anybody's.
 */
export const openSpool = (directory: string): Spool => {
  let count = 0
  const pathOf = (name: string): string => join(directory, name)
  const claimOf = (name: string): string => `${pathOf(name)}.claimed-${process.pid}`

  const freeOldClaims = (): void => {
    for (const name of readdirSync(directory)) {
      const [, original, pid] = claimName.exec(name) ?? []
      if (original === undefined) continue
      try {
        // A claim from the future is old, too: the clock was set.
        if (!isThere(Number(pid)) || Math.abs(Date.now() - statSync(pathOf(name)).mtimeMs) > claimMs) renameSync(pathOf(name), pathOf(original))
      } catch (error) {
        if (!isGone(error)) throw error
      }
    }
  }

  /** The content of a request that is now ours; undefined where somebody else was first. */
  const claim = (name: string): string | undefined => {
    try {
      renameSync(pathOf(name), claimOf(name))
      utimesSync(claimOf(name), new Date(), new Date())
      return readFileSync(claimOf(name), 'utf8')
    } catch (error) {
      if (isGone(error)) return undefined
      throw error
    }
  }

  /** Now, or just after the newest entry, whoever has claimed it. */
  const nextTime = (): bigint => readdirSync(directory).reduce((latest, name) => {
    const [, time] = entryTime.exec(name) ?? []
    return time !== undefined && BigInt(time) >= latest ? BigInt(time) + 1n : latest
  }, BigInt(Date.now()) * 1_000_000n)

  return {
    put (path, body) {
      const nanoseconds = String(nextTime()).padStart(19, '0')
      const number = String(++count).padStart(6, '0')
      replaceFileSync(pathOf(`${nanoseconds}-${process.pid}-${number}.json`), JSON.stringify({ method: 'POST', path, body }), { mode: 0o640 })
    },
    async deliver (send) {
      freeOldClaims()
      const refused: string[] = []
      let waiting: string | undefined
      for (const name of readdirSync(directory).filter((entry) => entryName.test(entry)).sort()) {
        const content = claim(name)
        if (content === undefined) continue
        const request = parseRequest(content)
        const delivery: Delivery = request ? await send(request) : { kind: 'refused', reason: 'no request' }
        if (delivery.kind === 'taken') unlinkSync(claimOf(name))
        else if (delivery.kind === 'refused') {
          renameSync(claimOf(name), `${pathOf(name)}.bad`)
          refused.push(delivery.reason)
        } else {
          renameSync(claimOf(name), pathOf(name))
          if (delivery.kind === 'later') return { waiting: delivery.reason, refused }
          // A run whose start is lost must not hold up the others.
          waiting ??= delivery.reason
        }
      }
      return { ...waiting !== undefined && { waiting }, refused }
    }
  }
}
