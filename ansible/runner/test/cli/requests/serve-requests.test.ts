import { setImmediate } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { FetchedRunRequest, RunRequestAnswer } from '@mimamori/contract'
import { serveRequests } from '../../../src/cli/requests/serve-requests.ts'

const request: FetchedRunRequest = {
  id: '0b9d6f5e-0c0e-4f6f-9d0a-5f1f2f0f7a11', action: 'update', devices: ['pi-1'], by: 'tanaka', language: 'en'
}
const begun: RunRequestAnswer = { run: '20261125-085000-0a1b2c' }

/** Serves what the collector gives, one after the other; an error is thrown. It ends when nothing is left. */
const serve = async (
  { given, told }: { readonly given: readonly (FetchedRunRequest | Error | undefined)[], readonly told: readonly (Error | undefined)[] }
) => {
  const [left, answers] = [[...given], [...told]]
  const ended = new AbortController()
  const [troubles, told2, waits, beginnings]: [string[], RunRequestAnswer[], number[], string[]] = [[], [], [], []]
  await serveRequests({
    source: {
      next: async () => {
        const found = left.shift()
        if (found instanceof Error) throw found
        if (left.length === 0 && found === undefined) ended.abort()
        return found
      },
      answer: async (_, answer) => {
        const found = answers.shift()
        if (found) throw found
        told2.push(answer)
      }
    },
    begin: async ({ id }) => {
      beginnings.push(id)
      return begun
    },
    isLong: () => false,
    clock: { nowMs: () => 0, sleep: async (ms) => { waits.push(ms) } },
    ended: ended.signal,
    onAnswered: () => undefined,
    onTrouble: (reason) => { troubles.push(reason) }
  })
  return { troubles, told: told2, waits, beginnings }
}

describe('a runner that listens', () => {
  test('starts each run that it is given, once, and tells the collector', async () => {
    expect(
      await serve({ given: [undefined, request, undefined, request, undefined], told: [] })
    ).toEqual({ troubles: [], told: [begun, begun], waits: [], beginnings: [request.id, request.id] })
  })

  test('waits for a collector that is away, and says so once', async () => {
    const away = new Error('connect ECONNREFUSED 127.0.0.1:8080')
    const { troubles, waits, beginnings } = await serve({ given: [away, away, request, away, undefined], told: [] })
    expect([troubles, waits, beginnings]).toEqual([[away.message, away.message], [10_000, 10_000, 10_000], [request.id]])
  })

  test('tells the collector of the run when that is back, and starts it no second time', async () => {
    const { told, beginnings } = await serve({ given: [request, undefined], told: [new Error('away'), new Error('away'), undefined] })
    expect([told, beginnings]).toEqual([[begun], [request.id]])
  })

  test('goes on with the next request where the collector no longer wants to know of the last', async () => {
    const gone = new Error('404 no requested run waits for an answer')
    const { beginnings } = await serve({ given: [request, request, undefined], told: Array<Error>(6).fill(gone) })
    expect(beginnings).toEqual([request.id, request.id])
  })

  test('fetches an update while new keys are under way, tells of each when it has ended, and ends after both', async () => {
    const rotation: FetchedRunRequest = { ...request, id: '7d0f4c0e-3a6a-4d52-8f0e-0d5b7f6f2b10', action: 'rotate-keys' }
    const left = [rotation, request]
    const ended = new AbortController()
    const { promise: rotated, resolve: rotate } = Promise.withResolvers<RunRequestAnswer>()
    const told: string[] = []
    await serveRequests({
      source: {
        next: async () => {
          const found = left.shift()
          if (found === undefined) {
            ended.abort()
            rotate({ done: 'pi-1 uses its new key.' })
          }
          return found
        },
        answer: async (id) => { told.push(id) }
      },
      begin: async ({ action }) => action === 'rotate-keys' ? rotated : begun,
      isLong: ({ action }) => action === 'rotate-keys',
      clock: { nowMs: () => 0, sleep: async () => undefined },
      ended: ended.signal,
      onAnswered: () => undefined,
      onTrouble: () => undefined
    })
    expect(told).toEqual([request.id, rotation.id])
  })

  test('has no more under way than a few, however much a collector asks for', async () => {
    const ended = new AbortController()
    let [given, atOnce, most] = [0, 0, 0]
    await serveRequests({
      source: {
        next: async () => {
          if (++given > 40) ended.abort()
          return ended.signal.aborted ? undefined : request
        },
        answer: async () => undefined
      },
      begin: async () => {
        most = Math.max(most, ++atOnce)
        await setImmediate()
        atOnce--
        return begun
      },
      isLong: () => true,
      clock: { nowMs: () => 0, sleep: async () => undefined },
      ended: ended.signal,
      onAnswered: () => undefined,
      onTrouble: () => undefined
    })
    expect([most, atOnce]).toEqual([10, 0])
  })

  test('fetches no request that it cannot begin at once, and begins none after the end', async () => {
    const ended = new AbortController()
    const { promise: rotated, resolve: rotate } = Promise.withResolvers<RunRequestAnswer>()
    let [fetched, begunCount] = [0, 0]
    const served = serveRequests({
      source: {
        next: async () => {
          fetched++
          return request
        },
        answer: async () => undefined
      },
      begin: () => {
        begunCount++
        return rotated
      },
      isLong: () => true,
      clock: { nowMs: () => 0, sleep: async () => undefined },
      ended: ended.signal,
      onAnswered: () => undefined,
      onTrouble: () => undefined
    })
    await vi.waitUntil(() => begunCount === 10)
    await setImmediate()
    ended.abort()
    rotate({ done: 'pi-1 uses its new key.' })
    await served
    expect([fetched, begunCount]).toEqual([10, 10])
  })
})
