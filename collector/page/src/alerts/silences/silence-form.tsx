import { useState } from 'preact/hooks'
import { CopyLine } from '../../components/copy-line.tsx'
import { keepOwnName, ownName } from '../../components/signing-name.ts'
import { send } from '../../server/send.ts'
import { server } from '../../server/server-info.ts'
import { ownTimeZone } from '../../text/times.ts'
import { silenceMessages } from './messages.ts'
import { messages } from '../../text/messages.ts'
import { problemOf, type SilenceProblem } from './silence-problem.ts'
import { silenceCommand } from './silence-command.ts'
import { requestOf, spansHours, type DraftContext, type SilenceDraft } from './silence-draft.ts'

const { fields } = silenceMessages

interface Props extends Pick<DraftContext, 'nowMs'> {
  readonly devices: readonly string[]
  readonly sites: readonly string[]
  /** Called once the server has it. */
  readonly onAdd: () => void
}

/** What the address asks to silence, as a link from an alert does. */
const draftOfAddress = (): SilenceDraft => {
  const query = new URLSearchParams(location.search)
  return { device: query.get('device') ?? '', site: query.get('site') ?? '', alertname: query.get('alertname') ?? '', span: 2, from: '', until: '', reason: '', by: ownName() }
}

/** Silences alerts from now on, or as planned maintenance; the command for the same stands below. */
export const SilenceForm = ({ devices, sites, nowMs, onAdd }: Props) => {
  const timeZone = ownTimeZone()
  const [draft, setDraft] = useState(draftOfAddress)
  const [problem, setProblem] = useState<SilenceProblem>()
  const request = requestOf(draft, { timeZone, nowMs })
  const set = (name: keyof SilenceDraft) => ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => setDraft({ ...draft, [name]: value })
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    keepOwnName(draft.by.trim())
    const found = 'wrong' in request ? { field: request.wrong } : problemOf(await send('POST', '/api/silences', request))
    setProblem(found)
    if (found) return
    setDraft({ ...draft, device: '', site: '', alertname: '', reason: '' })
    onAdd()
  }
  /** What every field that is typed into has. */
  const typed = (name: Exclude<keyof SilenceDraft, 'span' | 'site'>) => ({ name, value: draft[name], onInput: set(name), 'aria-invalid': problem?.field === name })
  return (
    <form class="silencing" onSubmit={(event) => void onSubmit(event)}>
      <h2>{silenceMessages.add}</h2>
      <div class="filters">
        <label><span>{fields.device}</span> <input type="search" list="silence-devices" placeholder="pi-kiosk-03" autocomplete="off" {...typed('device')} /></label>
        <datalist id="silence-devices">{devices.map((id) => <option key={id} value={id} />)}</datalist>
        <label>
          <span>{fields.site}</span>
          <select value={draft.site} onChange={set('site')}>
            <option value="">{messages.anySite}</option>
            {[...new Set(draft.site === '' ? sites : [...sites, draft.site])].sort().map((site) => <option key={site}>{site}</option>)}
          </select>
        </label>
        <label><span>{fields.alertname}</span> <input type="search" placeholder="DeviceSilent" autocomplete="off" {...typed('alertname')} /></label>
      </div>
      <p class="label">{silenceMessages.targetHint}</p>
      <div class="filters">
        <label>
          <span>{fields.span}</span>
          <select value={String(draft.span)} onChange={({ currentTarget: { value } }) => setDraft({ ...draft, span: spansHours.find((hours) => String(hours) === value) ?? 'planned' })}>
            {spansHours.map((hours) => <option key={hours} value={hours}>{silenceMessages.span(hours)}</option>)}
            <option value="planned">{silenceMessages.planned}</option>
          </select>
        </label>
        {draft.span === 'planned' && (
          <>
            <label><span>{fields.from}</span> <input type="datetime-local" {...typed('from')} /></label>
            <label><span>{fields.until}</span> <input type="datetime-local" {...typed('until')} /></label>
          </>
        )}
      </div>
      <p class="label">{messages.timeZone(timeZone)}</p>
      <div class="filters">
        <label class="reason"><span>{fields.reason}</span> <input type="text" maxLength={500} autocomplete="off" {...typed('reason')} /></label>
        <label><span>{fields.by}</span> <input type="text" maxLength={64} autocomplete="name" {...typed('by')} /></label>
        <button type="submit">{draft.span === 'planned' ? silenceMessages.plan : silenceMessages.silence}</button>
      </div>
      {problem && <p class="problem" role="alert">{problem.field === undefined ? problem.text : silenceMessages.wrong[problem.field]}</p>}
      {!('wrong' in request) && <CopyLine what={messages.sameCommand} command={`${server.command} ${silenceCommand(request)}`} />}
    </form>
  )
}
