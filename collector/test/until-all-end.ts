import { afterAll } from 'vitest'
import type { Until } from './temporary-directory.ts'

/**
 * Keeps what several tests share until all of them have ended, then ends it, the last first, each although another fails. To be called
 * where a file or a `describe` is read, also for what `beforeAll` starts: vitest runs no `afterAll` that was registered later.
 */
export const untilAllEnd = (): Until => {
  const cleanUps = new AsyncDisposableStack()
  afterAll(() => cleanUps.disposeAsync())
  return (cleanUp) => { cleanUps.defer(cleanUp) }
}
