import type { HostOutcome } from '@mimamori/contract'

/** The exit codes that the script promises. */
export const exitCodes = {
  done: 0,
  notAllUpdated: 1,
  usage: 2,
  onlyUnreachable: 3,
  otherRun: 75,
  /** Ctrl-C: nothing was started, or the run continues and its outcome is not known yet. */
  detached: 130
} as const

/** The exit code for the outcomes of a run's hosts. A run without any host is never a success. */
export const exitCodeOf = (outcomes: readonly HostOutcome[]): number => {
  if (outcomes.length === 0) return exitCodes.usage
  if (outcomes.some((outcome) => outcome === 'failed' || outcome === 'rolled_back' || outcome === 'skipped')) return exitCodes.notAllUpdated
  return outcomes.includes('unreachable') ? exitCodes.onlyUnreachable : exitCodes.done
}
