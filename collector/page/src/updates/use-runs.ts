import type { RunKind, RunSummary } from '@mimamori/contract'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { getJson } from '../server/index.ts'
import { addPage, type RunsPart } from './merge-runs.ts'

export interface Runs {
  readonly runs: readonly RunSummary[] | undefined
  readonly older: (() => void) | undefined
}

const pageSize = 50
/** A list that shows a run in progress is polled more often; its own page is live. */
const whileRunningMs = 3000
const otherwiseMs = 20_000

/** The newest runs of one kind, polled every few seconds while the page is visible, and older ones on demand. */
export const useRuns = (kind: RunKind): Runs => {
  const [known, setKnown] = useState<RunsPart | undefined>(undefined)
  const { runs, nextCursor: cursor } = known ?? {}
  const running = runs?.some(({ outcome }) => outcome === null) === true

  const add = useCallback(async (from?: string) => {
    const page = await getJson<RunsPart>(`/api/updates?kind=${kind}&limit=${pageSize}${from === undefined ? '' : `&cursor=${from}`}`)
    if (page) setKnown((before) => addPage(before, page, { older: from !== undefined }))
  }, [kind])
  useEffect(() => { void add() }, [add])
  useEffect(() => {
    const timer = setInterval(() => { if (!document.hidden) void add() }, running ? whileRunningMs : otherwiseMs)
    return () => clearInterval(timer)
  }, [add, running])

  return { runs, older: cursor === undefined ? undefined : () => void add(cursor) }
}
