import { deliverToCollector } from '../../worker/deliver-undelivered.ts'
import { runGoingOn, runMaintenance } from '../../worker/start-worker.ts'
import type { Context } from '../context.ts'

/** Says on standard error what could not be read and was set aside. */
export const warnOfSetAside = ({ runText, terminal }: Pick<Context, 'runText' | 'terminal'>) => (reason: string): void => {
  terminal.writeError(`${runText.result.warning(runText.warnings.setAside(reason))}\n`)
}

/** Closes what dead runners have left, and says what it had to set aside. False where a run, or a dead one's last playbook, is still at work. */
export const maintain = async (context: Pick<Context, 'settings' | 'state' | 'runText' | 'terminal'>): Promise<boolean> => {
  const { isDone, setAside } = await runMaintenance(context.state)
  for (const reason of setAside) warnOfSetAside(context)(reason)
  // The last playbook of a dead run goes on without anybody who would deliver what it reports.
  if (!isDone && !runGoingOn(context.state)) await deliverToCollector(context)
  return isDone
}
