import { Counter, Histogram, type Registry } from '@prometheus-io/client'
import type { Storage } from '../storage/storage.ts'

/** The same storage, with its commits counted and timed, including the wait of their callers. */
export const measuredStorage = (storage: Storage, registry: Registry): Storage => {
  const registers = [registry]
  const durations = new Histogram({
    name: 'mimamori_collector_commit_duration_seconds',
    help: 'Time to commit a transaction to disk, including the wait for others.',
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers
  })
  const failures = new Counter({
    name: 'mimamori_collector_commit_failures_total',
    help: 'Transactions that could not be committed.',
    registers
  })
  return {
    async commit (transaction) {
      const stop = durations.startTimer()
      try {
        return await storage.commit(transaction)
      } catch (error) {
        failures.inc()
        throw error
      } finally {
        stop()
      }
    },
    query: (name, parameters) => storage.query(name, parameters),
    close: () => storage.close()
  }
}
