import { useEffect, useState } from 'preact/hooks'
import type { DeviceHistory, ErrorAnswer } from '@mimamori/contract'
import { rememberedRange, type HistoryRange } from '@mimamori/contract/history-range'
import { logInAndReturn } from '../parts/session.ts'

export interface HistoryState {
  /** Undefined while loading; of the range before while another is asked for. */
  readonly history: DeviceHistory | undefined
  /** Why the wanted range cannot be shown: an error's code, or `lost` where the server does not answer. */
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

/** What charts show. Six hours, and what could not be shown, are asked for again whenever `mark` changes, which is when the device has reported. */
export const useHistory = (id: string, range: HistoryRange, mark: string): HistoryState => {
  const [state, setState] = useState<HistoryState>({ history: undefined, problem: undefined })
  const moment = range === rememberedRange || state.problem !== undefined ? mark : Math.floor(Date.now() / againMs)
  useEffect(() => {
    const abort = new AbortController()
    load(id, range, abort.signal).then(
      ({ history, problem }) => setState((last) => ({ history: history ?? last.history, problem })),
      () => { if (!abort.signal.aborted) setState((last) => ({ ...last, problem: 'lost' })) }
    )
    return () => abort.abort()
  }, [id, range, moment])
  return state
}
