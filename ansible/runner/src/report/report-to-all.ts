import { waitAtMost } from '../run/wait-at-most.ts'
import type { RunReporter } from './run-reporter.ts'

/** One reporter of several. Nobody waits for them longer than `timeoutMs`; they go on by themselves. */
export const reportToAll = (reporters: readonly RunReporter[], { timeoutMs }: { readonly timeoutMs: number }): RunReporter => ({
  start: (counts) => waitAtMost(Promise.all(reporters.map((one) => one.start(counts))), timeoutMs),
  item (item) { for (const one of reporters) one.item(item) },
  results (results) { for (const one of reporters) one.results(results) },
  progress (counts) { for (const one of reporters) one.progress(counts) },
  queue (state) { for (const one of reporters) one.queue(state) },
  end: (runResult) => waitAtMost(Promise.all(reporters.map((one) => one.end(runResult))), timeoutMs)
})
