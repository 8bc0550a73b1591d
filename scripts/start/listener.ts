import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A program as a person finds it: by its name and process id. */
export interface Listener {
  readonly name: string
  readonly pid: number
}

const tables = ['/proc/net/tcp', '/proc/net/tcp6']
const listening = '0A'

/** The sockets that listen at a port, as the links in /proc/PID/fd name them: proc_net_tcp(5). */
const socketsAt = (port: number): ReadonlySet<string> => new Set(tables.filter((table) => existsSync(table))
  .flatMap((table) => readFileSync(table, 'utf8').trim().split('\n').slice(1).map((line) => line.trim().split(/\s+/)))
  .filter(([, local = '', , state]) => state === listening && Number.parseInt(local.split(':')[1] ?? '', 16) === port)
  .map((columns) => `socket:[${columns[9]}]`))

/** Undefined if the process has ended, has closed the descriptor since, or is somebody else's. */
const tryTo = <Value>(read: () => Value): Value | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

const hasOneOf = (pid: number, sockets: ReadonlySet<string>): boolean =>
  tryTo(() => readdirSync(`/proc/${pid}/fd`))
    ?.some((descriptor) => sockets.has(tryTo(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`)) ?? '')) === true

/**
 * Whether this process, which may have ended, listens at a port of this machine: no other program can pretend to. Without /proc,
 * that is believed.
 */
export const isListener = (pid: number | undefined, port: number): boolean =>
  pid !== undefined && (!existsSync(tables[0]!) || hasOneOf(pid, socketsAt(port)))

/** The program that listens at a port; undefined if we may not see it. */
export const findListener = (port: number): Listener | undefined => {
  const sockets = socketsAt(port)
  const pid = sockets.size === 0 ? undefined : readdirSync('/proc').map(Number).find((each) => each > 0 && hasOneOf(each, sockets))
  const name = tryTo(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
  return pid === undefined || name === undefined ? undefined : { pid, name }
}
