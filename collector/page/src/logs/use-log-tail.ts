import type { LogTail } from '@mimamori/contract'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useTopic } from '../server/index.ts'
import { loadLogs } from './load-logs.ts'
import type { LoadProblem } from './log-search.ts'
import { emptyTail, released, withLines, withNewest, type Tail } from './log-tail.ts'

const atFirst = 100

export interface ShownTail extends Tail {
  readonly problem: LoadProblem | undefined
}

/** The lines of a filter as they are stored. While paused, the shown lines stay unchanged. */
export const useLogTail = (filter: string, isPaused: boolean): ShownTail => {
  const [tail, setTail] = useState(emptyTail)
  const [problem, setProblem] = useState<LoadProblem>()
  /** How often the stream has begun again: lines stored before are then asked for. */
  const [begun, setBegun] = useState(0)
  const paused = useRef(isPaused)
  paused.current = isPaused
  const hasFailed = useRef(false)

  useTopic({
    parameters: { log: filter },
    goesOn: true,
    on: {
      'log:lines' (data) {
        const event = JSON.parse(data) as LogTail
        setTail((before) => withLines(before, event, paused.current))
        // If lines are stored again, the ones that could not be loaded can be.
        if (event.gap || hasFailed.current) setBegun((before) => before + 1)
      }
    },
    opened () {
      setTail((before) => ({ ...before, isConnected: true }))
      setBegun((before) => Math.max(1, before))
    },
    lost: () => setTail((before) => ({ ...before, isConnected: false }))
  })

  useEffect(() => {
    if (begun === 0) return undefined
    const ended = new AbortController()
    const load = async () => {
      hasFailed.current = false
      const answer = await loadLogs(new URLSearchParams(filter), { order: 'newest', limit: atFirst, cursor: undefined }, ended.signal)
      hasFailed.current = typeof answer === 'string'
      setProblem(typeof answer === 'string' ? answer : undefined)
      if (typeof answer !== 'string') setTail((before) => withNewest(before, answer.logs, paused.current))
    }
    load().catch(() => undefined)
    return () => ended.abort()
  }, [begun])

  useEffect(() => { if (!isPaused) setTail(released) }, [isPaused])
  return { ...tail, problem }
}
