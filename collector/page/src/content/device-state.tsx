import type { ClientStatus, ContentProgress } from '@mimamori/contract'
import { contentReason, contentReasonText } from '@mimamori/contract/content-reason'
import { contentSetUpCommand } from '@mimamori/contract/content-set-up'
import { formatBytes } from '@mimamori/contract/quantity'
import { CopyLine, Icon, useNow } from '../components/index.ts'
import { formatExactTime, formatTime, language, localTimeZone } from '../text/index.ts'
import { contentMessages } from './messages.ts'

const shapes = { current: 'updated', downloading: 'under_way', waiting: 'waiting', failed: 'failed' } as const
/** The colours of updates. */
const colours = { current: 'updated', downloading: 'under_way', waiting: 'pending', failed: 'failed' } as const

interface Props {
  readonly id: string
  readonly progress: ContentProgress
  /** Undefined while the devices are loading. */
  readonly client: ClientStatus | undefined
}

/** How far a device is with a set: its version, since when, and why not. */
export const DeviceState = ({ id, progress, client }: Props) => {
  const { state, number, since, bytesLeft, problem } = progress
  const nowMs = useNow()
  const isNotSetUp = problem?.kind === 'not_set_up'
  const [reason, message] = isNotSetUp ? [] : contentReason(progress, client, { language, timeZone: localTimeZone(), nowMs })
  return (
    <>
      <span class={`badge ${colours[state]}`}><Icon shape={shapes[state]} /> {contentMessages.states[state]}</span>
      <div>
        <span class="place version-facts">
          <span>{number === null ? contentMessages.noVersion : contentMessages.version(number)}</span>
          {since !== null && (
            <time datetime={since} title={formatExactTime(since)}>{contentMessages.since(formatTime(Date.parse(since), nowMs))}</time>
          )}
          {bytesLeft !== null && bytesLeft > 0 && state !== 'current' && <span>{contentMessages.left(formatBytes(bytesLeft))}</span>}
        </span>
        {reason !== undefined && <p>{reason}</p>}
        {message !== undefined && <p class="place quoted">{message}</p>}
      </div>
      {isNotSetUp && <CopyLine what={contentReasonText[language].notSetUp} command={contentSetUpCommand(id)} />}
    </>
  )
}
