import { closeSync, mkdirSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The files of one run. */
export interface RunFiles {
  readonly directory: string
  readonly plan: string
  /** What the runner did, a record a line, each on the disk before the next step. */
  readonly log: string
  /** What became of the hosts: the contract's items, a line each, by the callback and the runner. The results of runs come from here alone. */
  readonly events: string
  /** How far the collector has got the run; there until it has all of it. */
  readonly undelivered: string
  /** All that ansible-playbook printed. */
  readonly output: string
  /** There once the run is over. */
  readonly result: string
  /** There once somebody has asked to cancel the run. */
  readonly cancel: string
}

export interface StateDirectory {
  readonly root: string
  /** Locked by flock(2) as long as a run goes on; holds the id of the run that has, or last had, the lock. */
  readonly lock: string
  readonly queue: string
  /** Devices that no run updates. */
  readonly pins: string
  /** Held while queue or pins are changed, which may happen while a run goes on. */
  readonly queueLock: string
  /** There while the collector has not got queue and pins as they are. */
  readonly queueUndelivered: string
  /** Annotations that Grafana has not taken yet. */
  readonly annotations: string
  /** What workers print besides their runs; should be empty. */
  readonly workerLog: string
  run (id: string): RunFiles
  /** Every run kept here, in the order in which they began: a plan may be agreed to, or wait for its time, after another's. */
  runs (): string[]
  /** Runs that were set aside as `….bad`, since their files cannot be read; oldest first. */
  badRuns (): string[]
}

/** So much of a plan has its beginning in it. */
const beginningBytes = 500

/** When a run began, as its plan has it near its top; where that cannot be read, when it was planned, which its id says. */
const beginOf = (id: string, plan: string): string => {
  try {
    const descriptor = openSync(plan, 'r')
    try {
      const beginning = Buffer.alloc(beginningBytes)
      const [, startedAt] = /"startedAt":\s*"([^"]+)"/.exec(beginning.toString('utf8', 0, readSync(descriptor, beginning, 0, beginningBytes, 0))) ?? []
      if (startedAt !== undefined) return startedAt
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // Its id is left.
  }
  return id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d).*/, '$1-$2-$3T$4:$5:$6.000Z')
}

/** Of a server that is set up, and of a checkout. */
const usualRoot = '/var/lib/mimamori/updates'

const isThere = (directory: string): boolean => {
  try {
    statSync(directory)
    return true
  } catch (error) {
    // Another reason is no leave to begin a second history beside the first.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}

/** Opens the directory that is set, else the server's where there is one, else the checkout's. @throws where this account may not write there */
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
    queueLock: join(root, 'queue.lock'),
    queueUndelivered: join(root, 'queue.undelivered'),
    annotations,
    workerLog: join(root, 'worker.log'),
    run (id) {
      const directory = join(runs, id)
      const file = (name: string): string => join(directory, name)
      return { directory, plan: file('plan.json'), log: file('log.jsonl'), events: file('events.jsonl'), undelivered: file('undelivered.json'), output: file('output.log'), result: file('result.json'), cancel: file('cancel') }
    },
    runs: () => named(/^(\d{8}-\d{6}-[0-9a-f]{6})$/).map((id) => ({ id, at: beginOf(id, join(runs, id, 'plan.json')) }))
      .sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0).map(({ id }) => id),
    badRuns: () => named(/^(\d{8}-\d{6}-[0-9a-f]{6})\.bad$/)
  }
}
