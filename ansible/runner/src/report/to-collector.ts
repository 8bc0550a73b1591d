import { noteQueueChange } from './collector/queue-sender.ts'
import { endMessage } from './collector/run-messages.ts'
import type { RunSender } from './collector/run-sender.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import type { RunReporter } from './run-reporter.ts'

/** Reports the run's start and end, and the queue, to the collector; the sender reads the states of hosts from the run's events file. */
export const toCollector = (sender: RunSender, state: Pick<StateDirectory, 'queueUndelivered'>): Partial<RunReporter> => ({
  start: () => { sender.start() },
  queue: () => { noteQueueChange(state) },
  end: (runResult) => sender.end(endMessage(runResult))
})
