import { closeSync, mkdirSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The files of one run. */
export interface RunFiles {
  readonly directory: string
  readonly plan: string
  /** Steps of the runner, one record a line, each on the disk before the next step. */
  readonly log: string
  /** The contract's items about hosts, one a line, written by the callback and the runner. The result of a run is made only from them. */
  readonly events: string
  /** The same for canaries that are watched, written by the callback: a success of theirs goes into `events` once its soak has ended. */
  readonly canaryEvents: string
  /** How much of the run was delivered to the collector; exists until all of it is. */
  readonly undelivered: string
  /** Everything that ansible-playbook printed. */
  readonly output: string
  /** Exists once the run is over. */
  readonly result: string
  /** Exists once somebody has asked to cancel the run. */
  readonly cancel: string
}

export interface StateDirectory {
  readonly root: string
  /** Locked by flock(2) while a run is in progress; contains the id of the run that has, or last had, the lock. */
  readonly lock: string
  readonly queue: string
  /** Pinned devices, which no run updates. */
  readonly pins: string
  /** Revisions that a canary has refused. */
  readonly refusals: string
  /** Held while queue or pins are changed, which may happen during a run. */
  readonly queueLock: string
  /** Exists while queue and pins are not delivered to the collector. */
  readonly queueUndelivered: string
  /** Annotations that are not delivered to Grafana yet. */
  readonly annotations: string
  /** Other output of workers; should be empty. */
  readonly workerLog: string
  run (id: string): RunFiles
  /**
   * Every stored run, in the order in which they began, which may differ from that of their plans: a plan may wait to be confirmed,
   * or for its time.
   */
  runs (): string[]
  /** Runs that were set aside as `….bad` because their files cannot be read, oldest first. */
  badRuns (): string[]
}

/** The part of a plan file that contains its start. */
const beginningBytes = 500

/** When a run began, from the beginning of its plan file; if that cannot be read, when it was planned, from its id. */
const beginOf = (id: string, plan: string): string => {
  try {
    const descriptor = openSync(plan, 'r')
    try {
      const beginning = Buffer.alloc(beginningBytes)
      const [, startedAt] = /"startedAt":\s*"([^"]+)"/.exec(beginning.toString(
        'utf8', 0, readSync(descriptor, beginning, 0, beginningBytes, 0)
      )) ?? []
      if (startedAt !== undefined) return startedAt
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // The id remains.
  }
  return id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d).*/, '$1-$2-$3T$4:$5:$6.000Z')
}

/** The directories of a server that is set up, and of a checkout. */
const usualRoot = '/var/lib/mimamori/updates'

const isThere = (directory: string): boolean => {
  try {
    statSync(directory)
    return true
  } catch (error) {
    // An unreadable directory must not start a second history.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}

/**
 * Opens the configured directory, otherwise the server's if it exists, otherwise the checkout's. @throws if this account may not
 * write there
 */
export const openStateDirectory = (configured: string | undefined, checkout: string, usual = usualRoot): StateDirectory => {
  const root = configured ?? (isThere(usual) ? usual : join(checkout, 'var', 'updates'))
  const runs = join(root, 'runs')
  const named = (form: RegExp): string[] => readdirSync(runs).flatMap((name) => form.exec(name)?.[1] ?? []).sort()
  const annotations = join(root, 'annotations')
  for (const directory of [runs, annotations]) mkdirSync(directory, { recursive: true, mode: 0o750 })
  return {
    root,
    lock: join(root, 'lock'),
    queue: join(root, 'queue.json'),
    pins: join(root, 'pins.json'),
    refusals: join(root, 'refusals.json'),
    queueLock: join(root, 'queue.lock'),
    queueUndelivered: join(root, 'queue.undelivered'),
    annotations,
    workerLog: join(root, 'worker.log'),
    run (id) {
      const directory = join(runs, id)
      const file = (name: string): string => join(directory, name)
      return {
        directory, plan: file('plan.json'), log: file('log.jsonl'), events: file('events.jsonl'), canaryEvents: file('canary-events.jsonl'),
        undelivered: file('undelivered.json'), output: file('output.log'), result: file('result.json'), cancel: file('cancel')
      }
    },
    runs: () => named(/^(\d{8}-\d{6}-[0-9a-f]{6})$/).map((id) => ({ id, at: beginOf(id, join(runs, id, 'plan.json')) }))
      .sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0).map(({ id }) => id),
    badRuns: () => named(/^(\d{8}-\d{6}-[0-9a-f]{6})\.bad$/)
  }
}
