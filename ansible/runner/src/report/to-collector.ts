import { relative } from 'node:path'
import type { UpdateStart } from '@mimamori/contract'
import { instant, type Clock } from '../clock.ts'
import { queueMessage } from '../collector/queue-message.ts'
import type { CollectorReporter } from '../collector/report-to-collector.ts'
import { ansibleDirectory } from '../places.ts'
import type { Plan } from '../plan/plan.ts'
import type { RunReporter } from './run-reporter.ts'

/** How often it tries to deliver in between: the callback's items are taken only after the run's start. */
const deliverEveryMs = 3000

/** The collection's own playbooks are known by their short names. */
const playbookName = (playbook: string): string => {
  const short = relative(ansibleDirectory, playbook)
  return (short.startsWith('..') ? playbook : short).slice(-200)
}

const startMessage = ({ run, startedAt, playbook, release, revision, by, hosts }: Plan): UpdateStart => ({
  run, origin: 'runner', startedAt, playbook: playbookName(playbook), ...release !== undefined && { release }, ...revision !== undefined && { revision }, by, hosts: hosts.map(({ host }) => host)
})

export interface ToCollectorOptions {
  readonly plan: Plan
  readonly collector: CollectorReporter
  readonly clock: Pick<Clock, 'now'>
}

/** The run's start, results of the runner's own, the queue, and the run's end, for the collector. */
export const toCollector = ({ plan, collector, clock }: ToCollectorOptions): Partial<RunReporter> => {
  let timer: NodeJS.Timeout | undefined
  return {
    async start () {
      collector.start(startMessage(plan))
      timer = setInterval(() => { void collector.deliver() }, deliverEveryMs).unref()
      await collector.deliver()
    },
    results: (results) => { collector.hosts(plan.run, results) },
    queue: (queued) => { collector.queue(queueMessage(queued, instant(clock))) },
    async end ({ run, endedAt, outcome, message }) {
      clearInterval(timer)
      collector.end(run, { endedAt, outcome, ...message !== undefined && { message: message.slice(0, 500) } })
      await collector.deliver()
    }
  }
}
