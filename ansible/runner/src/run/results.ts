import type { HostFinished } from '@mimamori/contract'
import type { Standings } from '../events/standings.ts'
import { appendJsonLines } from '../state/json-lines.ts'
import type { Tell } from './tell.ts'

export interface ResultWriterOptions {
  readonly eventsFile: string
  readonly standings: Standings
  readonly tell: Pick<Tell, 'results'>
}

/** Adds results of the runner's own to a run's events, where a verdict comes from, before anybody is told of them. */
export const resultWriter = ({ eventsFile, standings, tell }: ResultWriterOptions) => (results: readonly HostFinished[]): void => {
  if (results.length === 0) return
  appendJsonLines(eventsFile, results)
  for (const result of results) standings.take(result)
  tell.results(results)
}
