import type { DeviceHistory, ErrorAnswer } from '@mimamori/contract'
import { rememberedRange, type HistoryRange } from '@mimamori/contract/history-range'
import { useEffect, useRef, useState } from 'preact/hooks'
import { logInAndReturn } from '../../server/index.ts'

export interface HistoryState {
  /** Undefined while loading; the one of the range before while another is asked for. */
  readonly history: DeviceHistory | undefined
  /** The reason why the wanted range cannot be shown: an error's code, or `lost` if the server does not answer. */
  readonly problem: string | undefined
}

/** A longer range hardly changes within that. */
const againMs = 300_000

const load = async (id: string, range: HistoryRange, signal: AbortSignal): Promise<HistoryState> => {
  const answer = await fetch(`/api/clients/${encodeURIComponent(id)}/history?range=${range}`, { signal })
  if (answer.status === 401) logInAndReturn()
  if (answer.ok) return { history: await answer.json() as DeviceHistory, problem: undefined }
  return { history: undefined, problem: (await answer.json() as ErrorAnswer).code }
}

/**
 * The values of the charts. Six hours, and values that could not be shown, are asked for again whenever `mark` changes, that is, when the
 * device has reported.
 */
export const useHistory = (id: string, range: HistoryRange, mark: string): HistoryState => {
  const [state, setState] = useState<HistoryState>({ history: undefined, problem: undefined })
  const [retries, setRetries] = useState(0)
  const hasFailed = useRef(false)
  const changedAt = range === rememberedRange ? mark : Math.floor(Date.now() / againMs)
  // The next report asks again, not the problem itself: a Prometheus that has just failed would be asked twice at once.
  useEffect(() => {
    if (hasFailed.current && range !== rememberedRange) setRetries((before) => before + 1)
  }, [mark])
  useEffect(() => {
    const abort = new AbortController()
    load(id, range, abort.signal).then(
      ({ history, problem }) => {
        hasFailed.current = problem !== undefined
        setState((last) => ({ history: history ?? last.history, problem }))
      },
      () => {
        if (abort.signal.aborted) return
        hasFailed.current = true
        setState((last) => ({ ...last, problem: 'lost' }))
      }
    )
    return () => abort.abort()
  }, [id, range, changedAt, retries])
  return state
}
