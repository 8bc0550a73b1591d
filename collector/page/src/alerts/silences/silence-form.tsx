import type { ClientStatus } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { CopyLine, Labelled, signingName, SiteFilter, storeSigningName } from '../../components/index.ts'
import { send, server, type Sent } from '../../server/index.ts'
import { localTimeZone, messages } from '../../text/index.ts'
import { silenceMessages } from './messages.ts'
import { requestOf, silenceCommand, spansHours, type DraftContext, type SilenceDraft, type SilenceField } from './silence-draft.ts'

/** The reason why a silence was not made: a field, or something else that the text explains. */
type SilenceProblem = { readonly field: SilenceField } | { readonly field?: undefined, readonly text: string }

const isField = (name: string): name is SilenceField => Object.hasOwn(silenceMessages.wrong, name)

/** Explains why the server did not make it; undefined if it did. */
const problemOf = (sent: Sent<unknown>): SilenceProblem | undefined => {
  if (sent === undefined) return { text: silenceMessages.problems.notReached }
  if ('answer' in sent) return undefined
  const { code, message, issues = [] } = sent.refusal
  const field = issues[0]?.path.slice(1)
  if (code === 'CLIENT_DEVICE_NOT_FOUND') return { field: 'device' }
  if (code === 'SITE_NOT_FOUND') return { field: 'site' }
  if (field !== undefined && isField(field)) return { field }
  if (code === 'ALERTMANAGER_REFUSED') return { text: silenceMessages.problems.refused(message) }
  return { text: code === 'ALERTMANAGER_UNAVAILABLE' ? silenceMessages.unavailable : messages.notDone }
}

const { fields } = silenceMessages

interface Props extends Pick<DraftContext, 'nowMs'> {
  readonly clients: readonly ClientStatus[]
  readonly onAdd: () => void
}

/** The target in the address, as a link from an alert has it. */
const draftOfAddress = (): SilenceDraft => {
  const query = new URLSearchParams(location.search)
  return {
    device: query.get('device') ?? '',
    site: query.get('site') ?? '',
    alertname: query.get('alertname') ?? '',
    span: 2,
    from: '',
    until: '',
    reason: '',
    by: signingName()
  }
}

/** Silences alerts from now on, or as planned maintenance; the command for the same is below. */
export const SilenceForm = ({ clients, nowMs, onAdd }: Props) => {
  const timeZone = localTimeZone()
  const [draft, setDraft] = useState(draftOfAddress)
  const [problem, setProblem] = useState<SilenceProblem>()
  const request = requestOf(draft, { timeZone, nowMs })
  const set = (name: keyof SilenceDraft) =>
    ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => setDraft({ ...draft, [name]: value })
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    storeSigningName(draft.by.trim())
    const found = 'wrong' in request ? { field: request.wrong } : problemOf(await send('POST', '/api/silences', request))
    setProblem(found)
    if (found) return
    setDraft({ ...draft, device: '', site: '', alertname: '', reason: '' })
    onAdd()
  }
  const typed = (name: Exclude<keyof SilenceDraft, 'span' | 'site'>) => ({
    name,
    value: draft[name],
    onInput: set(name),
    'aria-invalid': problem?.field === name
  })
  return (
    <form class="silencing" onSubmit={(event) => void onSubmit(event)}>
      <h2>{silenceMessages.add}</h2>
      <div class="filters">
        <Labelled label={fields.device}>
          <input
            type="search"
            list="silence-devices"
            placeholder="pi-kiosk-03"
            autocomplete="off"
            {...typed('device')}
          />
        </Labelled>
        <datalist id="silence-devices">
          {clients.map(({ clientId, name }) => <option key={clientId} value={clientId}>{name}</option>)}
        </datalist>
        <SiteFilter value={draft.site} devices={clients} change={(site = '') => setDraft({ ...draft, site })} />
        <Labelled label={fields.alertname}>
          <input
            type="search"
            placeholder="DeviceSilent"
            autocomplete="off"
            {...typed('alertname')}
          />
        </Labelled>
      </div>
      <p class="label">{silenceMessages.targetHint}</p>
      <div class="filters">
        <Labelled label={fields.span}>
          <select
            value={String(draft.span)}
            onChange={({ currentTarget: { value } }) => setDraft({
              ...draft,
              span: spansHours.find((hours) => String(hours) === value) ?? 'planned'
            })}
          >
            {spansHours.map((hours) => <option key={hours} value={hours}>{silenceMessages.span(hours)}</option>)}
            <option value="planned">{silenceMessages.planned}</option>
          </select>
        </Labelled>
        {draft.span === 'planned' && (
          <>
            <Labelled label={fields.from}>
              <input type="datetime-local" {...typed('from')} />
            </Labelled>
            <Labelled label={fields.until}>
              <input type="datetime-local" {...typed('until')} />
            </Labelled>
          </>
        )}
      </div>
      <p class="label">{messages.timeZone(timeZone)}</p>
      <div class="filters">
        <Labelled label={fields.reason} class="reason">
          <input
            type="text"
            maxLength={500}
            autocomplete="off"
            {...typed('reason')}
          />
        </Labelled>
        <Labelled label={fields.by}>
          <input type="text" maxLength={64} autocomplete="name" {...typed('by')} />
        </Labelled>
        <button type="submit" class="primary">{draft.span === 'planned' ? silenceMessages.plan : silenceMessages.silence}</button>
      </div>
      {problem && <p class="problem" role="alert">{problem.field === undefined ? problem.text : silenceMessages.wrong[problem.field]}</p>}
      {!('wrong' in request) && <CopyLine what={messages.sameCommand} command={`${server.command} ${silenceCommand(request)}`} />}
    </form>
  )
}
