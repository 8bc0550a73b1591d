import type { LogLineView } from '@mimamori/contract'
import { requestIdFields } from '@mimamori/contract/log-fields'
import { Link } from '../components/index.ts'
import { formatPreciseTime } from '../text/index.ts'
import { DeviceText } from './device-text.tsx'
import { fieldTexts, type FieldText } from './field-texts.ts'
import { logsAddress } from './log-view.ts'
import { logMessages } from './messages.ts'

const Field = ({ name, text }: FieldText) => {
  const value = <DeviceText text={text.trimEnd()} />
  const hasLines = text.trimEnd().includes('\n')
  return (
    <div class={hasLines ? 'lines' : undefined}>
      <dt><code><DeviceText text={name} /></code></dt>
      <dd>{hasLines ? <pre>{value}</pre> : value}</dd>
    </div>
  )
}

/** All that is known about a line, with links: to the lines around it, of its request, its unit and its update run, and to its device. */
export const LineFacts = (
  { line: { id, clientId, message, timestamp, receivedAt, estimated, unit, context = {}, requestId, run }, sought }: {
    readonly line: LogLineView
    readonly sought: string
  }
) => {
  const { facts } = logMessages
  const known: readonly (readonly [name: string, value: string])[] = [
    [facts.time, estimated ? logMessages.estimated(formatPreciseTime(timestamp)) : formatPreciseTime(timestamp)],
    [facts.received, formatPreciseTime(receivedAt)],
    [facts.device, clientId],
    ...unit === undefined ? [] : [[facts.unit, unit] as const],
    ...requestId === undefined ? [] : [[facts.request, requestId] as const],
    ...run === undefined ? [] : [[facts.run, run] as const]
  ]
  // The line's own request ID is shown above already.
  const fields = fieldTexts(context).filter(({ name, text }) => !requestIdFields.includes(name) || text !== requestId)
  return (
    <div class="line-facts">
      <pre><DeviceText text={message} sought={sought} /></pre>
      <dl class="facts">
        {known.map(([name, value]) => <div key={name}><dt>{name}</dt><dd><DeviceText text={value} /></dd></div>)}
        {fields.map((field) => <Field key={`field ${field.name}`} {...field} />)}
      </dl>
      <p class="links">
        <Link to={logsAddress({ device: clientId, around: id })}>{logMessages.aroundLine}</Link>
        {requestId !== undefined && <Link to={logsAddress({ requestId })}>{logMessages.sameRequest}</Link>}
        {unit !== undefined && <Link to={logsAddress({ device: clientId, unit })}>{logMessages.sameUnit}</Link>}
        {run !== undefined && <Link to={logsAddress({ run })}>{logMessages.sameRun}</Link>}
        <Link to={`/admin/devices/${encodeURIComponent(clientId)}`}>{logMessages.openDevice}</Link>
      </p>
    </div>
  )
}
