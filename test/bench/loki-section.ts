import { join } from 'node:path'
import { startCollector } from '../../collector/test/collector-process.ts'
import { quoteString } from '../../collector/src/logs/loki/label-set.ts'
import { createLokiBackend } from '../../collector/src/logs/loki/loki-backend.ts'
import { startLoki } from '../whole/real-loki.ts'
import { logBatches } from './log-batches.ts'
import { medianSeconds, search, searches } from './log-searches.ts'
import { milliseconds, type Row, type Section } from './table.ts'

const lines = 500_000
const dayMs = 86_400_000
/** Whatever is looked for. */
const budgetMs = 1000

/** A Loki that is filled at once takes more than one that hears from devices. */
const filledAtOnce = {
  ingestion_rate_mb: 1000,
  ingestion_burst_size_mb: 1000,
  per_stream_rate_limit: '1GB',
  per_stream_rate_limit_burst: '1GB'
}

const fill = async (url: string, say: (line: string) => void): Promise<void> => {
  const backend = createLokiBackend({
    url,
    clockTrust: { knowsAges: true },
    clock: { nowMs: Date.now, monotonicMs: () => performance.now() },
    maxAgeMs: 7 * dayMs,
    searchRangeMs: 30 * dayMs,
    siteOf: () => 'plant-1',
    log: {
      warn: (refused) => {
        throw new Error(`Loki refused lines: ${JSON.stringify(refused)}`)
      }
    }
  })
  let done = 0
  for (const batches of logBatches({ lines, devices: 200, spanMs: dayMs })) {
    done += (await backend.store(batches)).length
    if (done % 100_000 === 0) say(`${done} lines …`)
  }
  await backend.close()
}

/** The same search asked of Loki itself, as LogQL over the same time. */
const askLoki = async (url: string, text: string): Promise<void> => {
  const nowMs = Date.now()
  const parameters = new URLSearchParams({
    query: `{job="mimamori"} |= ${quoteString(text)}`,
    start: `${nowMs - 30 * dayMs}000000`,
    end: `${nowMs}000000`,
    limit: '100'
  })
  const answer = await fetch(`${url}/loki/api/v1/query_range?${parameters}`)
  if (!answer.ok) throw new Error(`Loki answered a search for ${text} with ${answer.status}: ${await answer.text()}`)
  await answer.text()
}

/** How fast lines are found that Loki has, which `program` is. */
export const lokiSection = (program: string) => async (directory: string, say: (line: string) => void): Promise<Section> => {
  const loki = await startLoki(program, join(directory, 'loki'), filledAtOnce)
  try {
    say(`${lines} lines into Loki …`)
    await fill(loki.url, say)
    await using collector = await startCollector({ dataDirectory: join(directory, 'log-in-loki'), env: { MIMAMORI_LOKI_URL: loki.url } })
    const rows: Row[] = []
    for (const [name, { text }] of Object.entries(searches)) {
      say(`a search for ${text} …`)
      const [seconds, lokiSeconds] = [
        await medianSeconds(() => search(collector, text)),
        await medianSeconds(() => askLoki(loki.url, text))
      ]
      rows.push({
        what: `finding ${name}`,
        ours: milliseconds(seconds),
        peer: milliseconds(lokiSeconds),
        ratio: seconds / lokiSeconds,
        budget: { text: `under ${budgetMs} ms`, isKept: seconds * 1000 < budgetMs }
      })
    }
    return {
      title: 'The log in Loki',
      method: `${lines.toLocaleString('en-US')} lines of some 200 bytes, as above, of 200 devices over a day, in a Loki with its default settings on the same machine. A search is the whole request to the collector for the newest 100 lines of the last 30 days, the median of seven; Loki itself is asked for the same in LogQL, in upper and lower case as written.`,
      peer: 'Loki itself',
      rows
    }
  } finally {
    await loki.stop()
  }
}
