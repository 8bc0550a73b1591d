import { setImmediate } from 'node:timers/promises'
import type { RunHost, RunSummary } from '@mimamori/contract'
import type { Clock } from '../platform/clock/clock.ts'

type Head = Readonly<Record<string, unknown>> & { readonly run: RunSummary }

export const serverTime = (clock: Clock): string => new Date(clock.nowMs()).toISOString()

/** A run and its hosts as one JSON text, in pieces between which other work can run. */
export async function* runJson (head: Head, pages: AsyncIterable<readonly RunHost[]>): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"hosts":[`
  let comma = ''
  for await (const page of pages) {
    yield comma + page.map((host) => JSON.stringify(host)).join(',')
    comma = ','
    await setImmediate()
  }
  yield ']}'
}

/** A run and its hosts as JSON texts of their own, one for each page and at least one: ten thousand hosts in one would fill the memory. */
export async function* runEvents (head: Head, pages: AsyncIterable<readonly RunHost[]>): AsyncGenerator<string> {
  let first = true
  for await (const hosts of pages) {
    yield JSON.stringify({ ...head, hosts })
    first = false
    await setImmediate()
  }
  if (first) yield JSON.stringify({ ...head, hosts: [] })
}
