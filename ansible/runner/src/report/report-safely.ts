import type { RunReporter } from './run-reporter.ts'

/** The same, but what cannot even be kept to be delivered later, as on a full disk, is warned of once and ends no run. */
export const reportSafely = (reporter: RunReporter, warn: (reason: string) => void): RunReporter => {
  let hasWarned = false
  const onError = (error: unknown): void => {
    if (!hasWarned) warn((error as Error).message)
    hasWarned = true
  }
  const guard = <Given extends readonly unknown[]>(act: (...given: Given) => void) => (...given: Given): void => {
    try {
      act(...given)
    } catch (error) {
      onError(error)
    }
  }
  return {
    start: async (counts) => { await reporter.start(counts).catch(onError) },
    item: guard((item: Parameters<RunReporter['item']>[0]) => { reporter.item(item) }),
    results: guard((results: Parameters<RunReporter['results']>[0]) => { reporter.results(results) }),
    progress: guard((counts: Parameters<RunReporter['progress']>[0]) => { reporter.progress(counts) }),
    queue: guard((state: Parameters<RunReporter['queue']>[0]) => { reporter.queue(state) }),
    end: async (runResult) => { await reporter.end(runResult).catch(onError) }
  }
}
