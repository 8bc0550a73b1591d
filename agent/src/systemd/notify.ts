import { runCommand } from '@mimamori/exporter'

/** Tells systemd how the service fares (sd_notify(3)). Every call is harmless where systemd did not start us. */
export interface Notifier {
  ready (status: string): Promise<void>
  /** Still alive. Says so to systemd at most three times within the unit's WatchdogSec=. */
  alive (status: string): Promise<void>
  stopping (status: string): Promise<void>
}

interface NotifierOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly monotonicMs: () => number
  readonly onError: (error: Error) => void
  /** Runs systemd-notify with these arguments. */
  readonly send?: (socket: string, assignments: readonly string[]) => Promise<void>
}

/**
 * NOTIFY_SOCKET is a datagram socket, and Node opens none of the Unix kind, so this starts systemd's own systemd-notify
 * (2 ms of CPU; every 100 s with the unit's WatchdogSec=5min). It is a child of ours, hence NotifyAccess=all in the unit.
 */
const startSystemdNotify = (socket: string, assignments: readonly string[]): Promise<void> =>
  runCommand({ name: 'systemd-notify', argv: ['systemd-notify', ...assignments], env: { NOTIFY_SOCKET: socket }, timeoutMs: 5000, parse: () => undefined })

export const createNotifier = ({ env, monotonicMs, onError, send = startSystemdNotify }: NotifierOptions): Notifier => {
  const socket = env['NOTIFY_SOCKET']
  const watchdogMs = Number(env['WATCHDOG_USEC'] ?? 0) / 1000
  let lastMs = -Infinity

  const tell = async (...assignments: string[]): Promise<void> => {
    if (socket === undefined) return
    lastMs = monotonicMs()
    await send(socket, assignments).catch((error: unknown) => onError(error as Error))
  }
  const oneLine = (status: string): string => `STATUS=${status.replace(/\s+/g, ' ')}`

  return {
    ready: (status) => tell('READY=1', oneLine(status)),
    async alive (status) {
      if (watchdogMs > 0 && monotonicMs() - lastMs >= watchdogMs / 3) await tell('WATCHDOG=1', oneLine(status))
    },
    stopping: (status) => tell('STOPPING=1', oneLine(status))
  }
}
