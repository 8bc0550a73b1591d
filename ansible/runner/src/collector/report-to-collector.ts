import type { HostItem, UpdateEnd, UpdateQueue, UpdateStart } from '@mimamori/contract'
import { singleFlight } from '@mimamori/program/single-flight'
import type { CollectorClient } from './collector-client.ts'
import { queuePath } from './queue-message.ts'
import type { Spool } from './spool.ts'

/** Reports a run to the collector, through the spool: in order, never lost, and nobody waits longer than they like. */
export interface CollectorReporter {
  start (start: UpdateStart): void
  hosts (run: string, items: readonly HostItem[]): void
  queue (queue: UpdateQueue): void
  end (run: string, end: UpdateEnd): void
  /** Resolves when all that lies in the spool has been tried once. */
  deliver (): Promise<void>
}

export interface CollectorReporterOptions {
  readonly spool: Spool
  readonly client: Pick<CollectorClient, 'send'>
  readonly warn: (reason: string) => void
}

/** The contract's bound. */
const itemsInARequest = 1000

export const collectorReporter = ({ spool, client, warn }: CollectorReporterOptions): CollectorReporter => {
  const deliver = singleFlight(async () => {
    const { waiting, refused } = await spool.deliver((request) => client.send(request))
    for (const reason of refused) warn(reason)
    if (waiting !== undefined) warn(waiting)
  }, ({ message }) => { warn(message) })

  const put = (path: string, body: unknown): void => {
    spool.put(path, body)
    void deliver()
  }

  return {
    start: (start) => { put('/api/updates', start) },
    hosts (run, items) {
      for (let from = 0; from < items.length; from += itemsInARequest) put(`/api/updates/${run}/hosts`, { hosts: items.slice(from, from + itemsInARequest) })
    },
    queue: (queue) => { put(queuePath, queue) },
    end: (run, end) => { put(`/api/updates/${run}/end`, end) },
    deliver
  }
}
