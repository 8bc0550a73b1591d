import { deliverToCollector } from '../../report/deliver-undelivered.ts'
import { runGoingOn, runMaintenance } from '../../run/worker/start-worker.ts'
import type { Context } from '../context.ts'

/** Prints on standard error what could not be read and was set aside. */
export const warnOfSetAside = ({ runText, terminal }: Pick<Context, 'runText' | 'terminal'>) => (reason: string): void => {
  terminal.writeError(`${runText.result.warning(runText.warnings.setAside(reason))}\n`)
}

/**
 * Closes the runs of dead runners, and prints the files that it had to set aside. False if a run, or a dead run's last
 * playbook, is still in progress.
 */
export const maintain = async (context: Pick<Context, 'settings' | 'state' | 'runText' | 'terminal'>): Promise<boolean> => {
  const { isDone, setAside } = await runMaintenance(context.state)
  for (const reason of setAside) warnOfSetAside(context)(reason)
  // The last playbook of a dead run is still running, and nothing else would deliver its results.
  if (!isDone && !runGoingOn(context.state)) await deliverToCollector(context)
  return isDone
}
