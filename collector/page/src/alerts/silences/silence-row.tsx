import { useState } from 'preact/hooks'
import { formatDuration } from '@mimamori/contract/moment'
import type { SilenceView } from '@mimamori/contract'
import { Icon } from '../../components/icons.tsx'
import { send } from '../../server/send.ts'
import { exactWords } from '../../text/times.ts'
import { silenceMessages } from './messages.ts'
import { language } from '../../text/language.ts'
import { messages } from '../../text/messages.ts'
import { targetWords } from './silence-target.ts'

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
        <span class={`badge ${state}`}>{silenceMessages.states[state]}</span> <span class="place">{silenceMessages.distance[state](distance)}</span>
        <strong>{targetWords(silence)}</strong>
      </div>
      <div>
        <p>{silenceMessages.period(exactWords(from), exactWords(until))}</p>
        <p class="place">{silenceMessages.why(reason, by)}</p>
      </div>
      {warnings.map((warning) => <p key={warning} class="banner"><Icon shape="warning" /> <span>{warning}</span></p>)}
      {mayChange && <button type="button" onClick={() => void end()}>{silenceMessages.end[state]}</button>}
      {hasFailed && <p class="problem" role="alert">{messages.notDone}</p>}
    </li>
  )
}
