import { waitAtMost } from '../platform/wait-at-most.ts'
import type { RunReporter } from './run-reporter.ts'

/** Combines several reporters into one. It waits at most `timeoutMs` for them to finish; they continue in the background. */
export const reportToAll = (reporters: readonly RunReporter[], { timeoutMs }: { readonly timeoutMs: number }): RunReporter => ({
  start (counts) { for (const one of reporters) one.start(counts) },
  item (item) { for (const one of reporters) one.item(item) },
  progress (counts) { for (const one of reporters) one.progress(counts) },
  queue () { for (const one of reporters) one.queue() },
  end: (runResult) => waitAtMost(Promise.all(reporters.map((one) => one.end(runResult))), timeoutMs)
})
