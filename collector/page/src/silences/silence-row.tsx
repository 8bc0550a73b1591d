import { useState } from 'preact/hooks'
import { formatDuration } from '@mimamori/contract/moment'
import type { SilenceView } from '@mimamori/contract'
import { Icon } from '../parts/icons.tsx'
import { send } from '../parts/send.ts'
import { exactWords } from '../parts/time-words.ts'
import { language, words } from '../words.ts'
import { targetWords } from './silence-words.ts'

interface Props {
  readonly silence: SilenceView
  readonly serverNowMs: number
  readonly mayChange: boolean
  /** Called once the server has ended it. */
  readonly onEnd: () => void
}

/** A silence that holds or will: for what, until when, why, and by whom; an administrator ends it here. */
export const SilenceRow = ({ silence, serverNowMs, mayChange, onEnd }: Props) => {
  const [hasFailed, setHasFailed] = useState(false)
  const { id, state, from, until, reason, by, warnings } = silence
  const end = async () => {
    const sent = await send('DELETE', `/api/silences/${id}`)
    const isOver = sent !== undefined && ('answer' in sent || sent.refusal.code === 'SILENCE_NOT_FOUND')
    setHasFailed(!isOver)
    if (isOver) onEnd()
  }
  const distance = formatDuration(Date.parse(state === 'active' ? until : from) - serverNowMs, language)
  return (
    <li class={`silence ${state}`}>
      <div>
        <span class={`badge ${state}`}>{words.silences.states[state]}</span> <span class="place">{words.silences.distance[state](distance)}</span>
        <strong>{targetWords(silence)}</strong>
      </div>
      <div>
        <p>{words.silences.period(exactWords(from), exactWords(until))}</p>
        <p class="place">{words.silences.why(reason, by)}</p>
      </div>
      {warnings.map((warning) => <p key={warning} class="banner"><Icon shape="warning" /> <span>{warning}</span></p>)}
      {mayChange && <button type="button" onClick={() => void end()}>{words.silences.end[state]}</button>}
      {hasFailed && <p class="problem" role="alert">{words.silences.problems.notDone}</p>}
    </li>
  )
}
