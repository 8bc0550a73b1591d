import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { cpuSeconds } from './process-cost.ts'
import { median } from './statistics.ts'

/** What it costs to have a whole exposition printed: medians. */
export interface ExpositionCost {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly bytes: number
  readonly series: number
}

const isNewline = 10

/** Lines that are no comments, counted without making strings of 100 MB. */
const countSeries = (exposition: Buffer): number => {
  let series = 0
  for (let start = 0; start < exposition.length;) {
    const end = exposition.indexOf(isNewline, start)
    if (exposition[start] !== 0x23 && end !== start) series += 1
    if (end === -1) break
    start = end + 1
  }
  return series
}

export interface PairedCost {
  readonly ours: ExpositionCost
  readonly peer: ExpositionCost
  /** Median of ours to the peer's, of expositions that were printed one right after the other. */
  readonly ratio: number
}

/** Prints both by turns: the speed of a shared machine changes from minute to minute. */
export const pairedCost = async (
  times: number,
  ours: () => Promise<ExpositionCost>,
  peer: () => Promise<ExpositionCost>
): Promise<PairedCost> => {
  const pairs: (readonly [ExpositionCost, ExpositionCost])[] = []
  for (let time = 0; time < times; time++) pairs.push([await ours(), await peer()])
  const medians = (costs: readonly ExpositionCost[]): ExpositionCost => ({
    ...costs[0]!,
    seconds: median(costs.map(({ seconds }) => seconds)),
    cpuSeconds: median(costs.map((cost) => cost.cpuSeconds))
  })
  return {
    ours: medians(pairs.map(([first]) => first)),
    peer: medians(pairs.map(([, second]) => second)),
    ratio: median(pairs.map(([first, second]) => first.seconds / second.seconds))
  }
}

/** Reads an answer to its end by the plainest means there are: what reading costs, on the same cores, is not to count as the server's. */
const read = async (url: string, headers: Readonly<Record<string, string>>): Promise<readonly Buffer[]> => {
  const request = get(url, { headers: { 'accept-encoding': 'identity', ...headers }, agent: false, signal: AbortSignal.timeout(60_000) })
  const [response] = await once(request, 'response') as [IncomingMessage]
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => { chunks.push(chunk) })
  await once(response, 'end')
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${Buffer.concat(chunks).toString().slice(0, 200)}`)
  return chunks
}

/** Asks for the exposition so many times, uncompressed; each is read to its end. */
export const expositionCost = async ({
  url,
  pid,
  times,
  headers = {}
}: {
  readonly url: string
  readonly pid: number
  readonly times: number
  readonly headers?: Readonly<Record<string, string>>
}): Promise<ExpositionCost> => {
  const seconds: number[] = []
  const cpu: number[] = []
  let exposition = Buffer.alloc(0)
  for (let time = 0; time < times; time++) {
    const [startMs, cpuBefore] = [performance.now(), cpuSeconds(pid)]
    const chunks = await read(url, headers)
    seconds.push((performance.now() - startMs) / 1000)
    cpu.push(cpuSeconds(pid) - cpuBefore)
    exposition = Buffer.concat(chunks)
  }
  return { seconds: median(seconds), cpuSeconds: median(cpu), bytes: exposition.length, series: countSeries(exposition) }
}
