import type { RunHost, RunSummary } from '@mimamori/contract'
import type { Clock } from '../platform/clock/clock.ts'
import { runEvents, serverTime } from './run-json.ts'
import type { Updates } from './updates.ts'
import type { EventStream } from '../platform/http/event-streams/event-stream.ts'

interface Source {
  readonly updates: Pick<Updates, 'get' | 'hosts' | 'hostsNamed'>
  readonly clock: Clock
}

const namedAtOnce = 100

const hostsNamed = async function* ({ updates }: Source, run: string, names: readonly string[]): AsyncGenerator<readonly RunHost[]> {
  for (let first = 0; first < names.length; first += namedAtOnce) {
    yield await updates.hostsNamed(run, names.slice(first, first + namedAtOnce))
  }
}

/** A run with its changed hosts, as JSON texts of at most a hundred hosts each. */
export const changeEvents = (source: Source, summary: RunSummary, names: Iterable<string>): AsyncIterable<string> =>
  runEvents({ serverTime: serverTime(source.clock), run: summary }, hostsNamed(source, summary.run, [...names]))

/** Sends no faster than the reader reads. */
const sendAll = async (stream: EventStream, firstEvent: string, jsons: AsyncIterable<string>): Promise<void> => {
  let event = firstEvent
  for await (const json of jsons) {
    if (stream.closed) return
    stream.send(event, json)
    event = 'change'
    await stream.drained()
  }
}

interface WholeRun {
  readonly run: string
  readonly requestId: string
  /** The hosts that changed since it was last called, or since it began; undefined if none did. */
  readonly takeMissed: () => ReadonlySet<string> | undefined
}

/**
 * Sends a run and all its hosts to one stream, then the changes made during that. Gives the run as it was last sent; undefined if there
 * is none.
 */
export const sendRun = async (
  source: Source,
  stream: EventStream,
  { run, requestId, takeMissed }: WholeRun
): Promise<RunSummary | undefined> => {
  const { updates, clock } = source
  let summary = await updates.get(run)
  if (summary) await sendAll(stream, 'run', runEvents({ requestId, serverTime: serverTime(clock), run: summary }, updates.hosts(run)))
  for (let missed = takeMissed(); summary && missed && !stream.closed; missed = takeMissed()) {
    summary = await updates.get(run)
    if (summary) await sendAll(stream, 'change', changeEvents(source, summary, missed))
  }
  return summary
}
