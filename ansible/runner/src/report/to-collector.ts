import { noteQueueChange } from '../collector/queue-sender.ts'
import { endMessage } from '../collector/run-messages.ts'
import type { RunSender } from '../collector/run-sender.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import type { RunReporter } from './run-reporter.ts'

/** The run's start and end, and the queue, for the collector; what becomes of the hosts, the sender finds in the run's events file. */
export const toCollector = (sender: RunSender, state: Pick<StateDirectory, 'queueUndelivered'>): Partial<RunReporter> => ({
  start: () => { sender.start() },
  queue: () => { noteQueueChange(state) },
  end: (runResult) => sender.end(endMessage(runResult))
})
