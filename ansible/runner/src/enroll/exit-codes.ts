/** The exit codes that scripts/enroll-device.sh promises. */
export const exitCodes = {
  /** All are added, or were already. */
  done: 0,
  missing: 1,
  usage: 2,
  /** Another is under way (EX_TEMPFAIL of sysexits.h). */
  busy: 75,
  interrupted: 130
} as const
