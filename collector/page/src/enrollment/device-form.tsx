import type { ClientStatus } from '@mimamori/contract'
import { useEffect, useRef, useState } from 'preact/hooks'
import { TextField } from '../parts/field.tsx'
import { send } from '../parts/send.ts'
import { words } from '../words.ts'
import { emptyDraft, problemsOf, requestOf, type DeviceField, type DraftProblems } from './device-draft.ts'

const text = words.enrollment

interface Props {
  readonly clients: readonly ClientStatus[]
  readonly enrolled: (id: string) => void
  readonly cancel: () => void
}

const placeholders: Readonly<Record<DeviceField, string>> = { id: 'pi-kiosk-03', address: '192.168.1.20', site: 'factory-1', role: 'kiosk' }

/** What those that are there already have, to choose from. */
const known = (values: readonly string[]): readonly string[] => [...new Set(values)].filter((value) => value !== '').sort()

/** Registers a device; what was typed stays where the server does not take it. */
export const DeviceForm = ({ clients, enrolled, cancel }: Props) => {
  const [draft, setDraft] = useState(emptyDraft)
  const [problems, setProblems] = useState<DraftProblems>({ fields: {} })
  const [isSending, setIsSending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => { form.current?.querySelector<HTMLElement>('input')?.focus() }, [])
  useEffect(() => { form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus() }, [problems])
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    if (isSending) return
    setIsSending(true)
    const request = requestOf(draft)
    const found = problemsOf(await send('POST', '/api/clients', request), text)
    setIsSending(false)
    setProblems(found ?? { fields: {} })
    if (!found) enrolled(request.id)
  }
  const lists = { site: known(clients.map(({ site }) => site)), role: known(clients.map(({ role }) => role)) }
  return (
    <form ref={form} onSubmit={(event) => void onSubmit(event)}>
      {(['id', 'address', 'site', 'role'] as const).map((name) => (
        <TextField
          key={name}
          id={`enroll-${name}`}
          label={text.fields[name]}
          hint={text.hints[name]}
          problem={problems.fields[name]}
          placeholder={placeholders[name]}
          value={draft[name]}
          change={(value) => setDraft({ ...draft, [name]: value })}
          {...name in lists && { list: `enroll-known-${name}` }}
        />
      ))}
      {Object.entries(lists).map(([name, values]) => <datalist key={name} id={`enroll-known-${name}`}>{values.map((value) => <option key={value} value={value} />)}</datalist>)}
      {problems.whole !== undefined && <p class="problem" role="alert">{problems.whole}</p>}
      <p class="actions">
        <button type="submit" class="primary" disabled={isSending}>{isSending ? text.sending : text.submit}</button>
        <button type="button" onClick={cancel}>{text.cancel}</button>
      </p>
    </form>
  )
}
