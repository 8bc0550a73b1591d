import type { RunReporter } from './run-reporter.ts'

/** The same reporter, but an error while storing something for later, as on a full disk, becomes a warning and does not end the run. Methods that it lacks are left out. */
export const reportSafely = (reporter: Partial<RunReporter>, warn: (reason: string) => void): RunReporter => {
  const onError = (error: unknown): void => { warn((error as Error).message) }
  const attempt = (act: () => void): void => {
    try {
      act()
    } catch (error) {
      onError(error)
    }
  }
  return {
    start (counts) { attempt(() => reporter.start?.(counts)) },
    item (item) { attempt(() => reporter.item?.(item)) },
    progress (counts) { attempt(() => reporter.progress?.(counts)) },
    queue () { attempt(() => reporter.queue?.()) },
    end: async (runResult) => { await reporter.end?.(runResult).catch(onError) }
  }
}
