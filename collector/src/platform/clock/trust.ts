/** Why the server's clock is not trusted. */
export const clockDoubts = ['behind', 'unsynchronised', 'settling'] as const
export type ClockDoubt = typeof clockDoubts[number]

/** Sources of this machine's time: between its runs, and against its neighbours' mistakes. */
export interface TimeSources {
  /** NTP has set the clock since the last boot, as far as can be seen. */
  readonly synchronised: boolean
  /** A real-time clock that is known to keep running without power. */
  readonly batteryBackedRtc: boolean
  /** A hypervisor or a desktop's operating system gives the time. */
  readonly keptByHost: boolean
}

/** Whether one of them does. What keeps a clock now does so until the machine is off: a time server may go away again. */
export const isKept = ({ synchronised, batteryBackedRtc, keptByHost }: TimeSources): boolean =>
  synchronised || batteryBackedRtc || keptByHost

export interface ClockEvidence extends TimeSources {
  readonly nowMs: number
  /** The highest time that was ever seen here while the clock was trusted. */
  readonly highestMs?: number
  /** The administrator has confirmed the time since the last boot. */
  readonly confirmedThisBoot: boolean
  /** The clock was set forward by a lot, and the devices have not had the time to report since. */
  readonly settling: boolean
}

/** Slewing and small steps back of a synchronised clock are no doubt. */
const toleratedStepBackMs = 10_000

/**
 * Whether the server's own clock can be believed, since how long a device is silent is read from it alone; gives the
 * doubt, or undefined where there is none. A clock behind the highest time seen is wrong whatever synchronised it.
 */
export const clockDoubt = (evidence: ClockEvidence): ClockDoubt | undefined => {
  const { nowMs, highestMs = 0 } = evidence
  if (nowMs < highestMs - toleratedStepBackMs) return 'behind'
  if (!isKept(evidence) && !evidence.confirmedThisBoot) return 'unsynchronised'
  return evidence.settling ? 'settling' : undefined
}
