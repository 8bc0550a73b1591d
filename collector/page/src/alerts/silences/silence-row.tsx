import type { SilenceView } from '@mimamori/contract'
import { formatDuration } from '@mimamori/contract/format-time'
import { useState } from 'preact/hooks'
import { Banner } from '../../components/index.ts'
import { send } from '../../server/index.ts'
import { formatExactTime, language, messages } from '../../text/index.ts'
import { silenceMessages } from './messages.ts'

type Matcher = SilenceView['matchers'][number]

const named: Readonly<Record<string, string>> = {
  device: silenceMessages.fields.device,
  site: silenceMessages.fields.site,
  alertname: silenceMessages.fields.alertname
}

const sign = ({ isEqual, isRegex }: Matcher): string => isRegex ? isEqual ? '=~' : '!~' : isEqual ? '=' : '!='

/** The target of a silence: `Device pi-kiosk-03, Alert DiskFull`; foreign matchers as PromQL writes them. */
const formatTarget = ({ matchers }: Pick<SilenceView, 'matchers'>): string =>
  matchers.map((matcher) => {
    const label = sign(matcher) === '=' ? named[matcher.name] : undefined
    return label === undefined
      ? `${matcher.name}${sign(matcher)}${JSON.stringify(matcher.value)}`
      : silenceMessages.target(label, matcher.value)
  }).join(messages.comma)

interface Props {
  readonly silence: SilenceView
  readonly serverNowMs: number
  readonly mayChange: boolean
  readonly onEnd: () => void
}

/** An active or planned silence: its target, its end, its reason, and its author; an administrator ends it here. */
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
        <span class={`badge ${state}`}>{silenceMessages.states[state]}</span>{' '}
        <span class="place">{silenceMessages.distance[state](distance)}</span>
        <strong>{formatTarget(silence)}</strong>
      </div>
      <div>
        <p>{silenceMessages.period(formatExactTime(from), formatExactTime(until))}</p>
        <p class="place">{silenceMessages.why(reason, by)}</p>
      </div>
      {warnings.map((warning) => <Banner key={warning}>{warning}</Banner>)}
      {mayChange && <button type="button" onClick={() => void end()}>{silenceMessages.end[state]}</button>}
      {hasFailed && <p class="problem" role="alert">{messages.notDone}</p>}
    </li>
  )
}
