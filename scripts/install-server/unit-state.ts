import type { UnitName } from './layout.ts'
import type { Machine } from './machine.ts'

export interface UnitState {
  readonly isActive: boolean
  /** It ended and does not start again, or ends again and again. */
  readonly hasFailed: boolean
  /** Its unit on the disk differs from the one that systemd has read. */
  readonly isUnread: boolean
  /** When its process was started, in seconds since 1970; 0 while there is none. */
  readonly startedAt: number
  readonly mainPid: number | undefined
}

const mostRestarts = 3

/** The state of a service according to systemd; it need not exist. */
export const readUnitState = ({ run }: Machine, service: UnitName): UnitState => {
  const shown = run(
    'systemctl', 'show', service, '--timestamp=unix', '--property=ActiveState,NRestarts,NeedDaemonReload,MainPID,ExecMainStartTimestamp'
  )
  const valueOf = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(shown)?.[1] ?? ''
  return {
    isActive: valueOf('ActiveState') === 'active',
    hasFailed: valueOf('ActiveState') === 'failed' || Number(valueOf('NRestarts')) >= mostRestarts,
    isUnread: valueOf('NeedDaemonReload') === 'yes',
    mainPid: Number(valueOf('MainPID')) || undefined,
    startedAt: Number(valueOf('ExecMainStartTimestamp').replace('@', ''))
  }
}
