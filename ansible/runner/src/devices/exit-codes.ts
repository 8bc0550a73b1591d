import type { DeviceResult } from './steps.ts'

/** The exit codes that the scripts for devices promise. */
export const exitCodes = {
  /** All is so, or was already. */
  done: 0,
  missing: 1,
  usage: 2,
  /** Only devices that do not answer are missing. */
  unreachable: 3,
  /** A mistake of ours (EX_SOFTWARE of sysexits.h). */
  internal: 70,
  /** Another is under way (EX_TEMPFAIL of sysexits.h). */
  busy: 75,
  interrupted: 130
} as const

export const exitCodeOf = (results: readonly Pick<DeviceResult, 'outcome'>[]): number => {
  const has = (outcome: string): boolean => results.some((result) => result.outcome === outcome)
  if (has('missing')) return exitCodes.missing
  return has('unreachable') ? exitCodes.unreachable : exitCodes.done
}
