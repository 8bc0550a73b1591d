import type { Tell } from './tell.ts'

/** The same, but what cannot even be kept to be told later, as on a full disk, is warned of once and ends no run. */
export const tellSafely = (tell: Tell, warn: (reason: string) => void): Tell => {
  let isSaid = false
  const onError = (error: unknown): void => {
    if (!isSaid) warn((error as Error).message)
    isSaid = true
  }
  const guard = <Given extends readonly unknown[]>(act: (...given: Given) => void) => (...given: Given): void => {
    try {
      act(...given)
    } catch (error) {
      onError(error)
    }
  }
  return {
    start: async (counts) => { await tell.start(counts).catch(onError) },
    item: guard((item: Parameters<Tell['item']>[0]) => { tell.item(item) }),
    results: guard((results: Parameters<Tell['results']>[0]) => { tell.results(results) }),
    progress: guard((counts: Parameters<Tell['progress']>[0]) => { tell.progress(counts) }),
    queue: guard((state: Parameters<Tell['queue']>[0]) => { tell.queue(state) }),
    end: async (verdict) => { await tell.end(verdict).catch(onError) }
  }
}
