import type { RunHost, RunSummary } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { runEvents, runJson } from '../../src/updates/run-json.ts'

const head = { requestId: '1', run: { run: '20260314-093000-0a1b2c' } as RunSummary }
const host = (name: string): RunHost => ({ host: name } as RunHost)
const pagesOf = async function* (...pages: readonly (readonly string[])[]): AsyncGenerator<readonly RunHost[]> {
  for (const page of pages) yield page.map(host)
}
const collect = async (pieces: AsyncIterable<string>): Promise<string[]> => {
  const all: string[] = []
  for await (const piece of pieces) all.push(piece)
  return all
}

it.each([[[]], [[['a']]], [[['a', 'b'], ['c']]]])(
  'is one JSON text of a run and its hosts, whatever pages they come in: %j',
  async (pages) => {
    const text = (await collect(runJson(head, pagesOf(...pages)))).join('')
    expect(JSON.parse(text)).toStrictEqual({ ...head, hosts: pages.flat().map(host) })
  }
)

it('sends the text of each page by itself', async () => {
  expect(await collect(runJson(head, pagesOf(['a'], ['b'])))).toHaveLength(4)
})

it('is an event for each page, and one where a run has no hosts', async () => {
  const hostsOf = async (...pages: readonly (readonly string[])[]): Promise<unknown[]> =>
    (await collect(runEvents(head, pagesOf(...pages)))).map((text) => JSON.parse(text) as unknown)
  expect(await hostsOf(['a', 'b'], ['c'])).toStrictEqual([{ ...head, hosts: [host('a'), host('b')] }, { ...head, hosts: [host('c')] }])
  expect(await hostsOf()).toStrictEqual([{ ...head, hosts: [] }])
})
