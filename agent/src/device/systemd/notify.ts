import { runCommand } from '@mimamori/exporter'

/** Notifies systemd of the service's state (sd_notify(3)). Every call is harmless if systemd did not start us. */
export interface Notifier {
  ready (status: string): Promise<void>
  /** Still alive; to be called at least once within `watchdogMs`. */
  alive (status: string): Promise<void>
  stopping (status: string): Promise<void>
  /** Something has changed that `systemctl status` should show. */
  changed (status: string): Promise<void>
  /** The unit's WatchdogSec=, undefined if it has none. */
  readonly watchdogMs: number | undefined
}

interface NotifierOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly onError: (error: Error) => void
  /** Runs systemd-notify with these arguments. */
  readonly send?: (socket: string, assignments: readonly string[]) => Promise<void>
}

/**
 * NOTIFY_SOCKET is a datagram socket, and Node opens none of the Unix kind, so this starts systemd's own systemd-notify
 * (2 ms of CPU; every 100 s with the unit's WatchdogSec=5min, and when the status changes). It is a child of ours, hence NotifyAccess=all
 * in the unit.
 */
const startSystemdNotify = (socket: string, assignments: readonly string[]): Promise<void> =>
  runCommand({
    name: 'systemd-notify',
    argv: ['systemd-notify', ...assignments],
    env: { NOTIFY_SOCKET: socket },
    timeoutMs: 5000,
    parse: () => undefined
  })

export const createNotifier = ({ env, onError, send = startSystemdNotify }: NotifierOptions): Notifier => {
  const socket = env['NOTIFY_SOCKET']
  const watchdogMs = Number(env['WATCHDOG_USEC'] ?? 0) / 1000

  let shown: string | undefined

  const notify = async (status: string, ...assignments: string[]): Promise<void> => {
    if (socket === undefined) return
    shown = status
    await send(socket, [...assignments, `STATUS=${status.replace(/\s+/g, ' ')}`]).catch((error: unknown) => onError(error as Error))
  }

  return {
    ready: (status) => notify(status, 'READY=1'),
    alive: (status) => notify(status, 'WATCHDOG=1'),
    stopping: (status) => notify(status, 'STOPPING=1'),
    changed: async (status) => {
      if (status !== shown) await notify(status)
    },
    watchdogMs: socket !== undefined && watchdogMs > 0 ? watchdogMs : undefined
  }
}
