import type { AlertView } from '@mimamori/contract'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Labelled, signingName, storeSigningName } from '../components/index.ts'
import { send } from '../server/index.ts'
import { formatExactTime, formatTime, messages } from '../text/index.ts'
import { alertMessages } from './messages.ts'

interface Props {
  readonly alert: AlertView
  readonly serverNowMs: number
  /** Whether the person who is logged in may acknowledge: administrators may. */
  readonly mayChange: boolean
  readonly onChange: () => void
}

type Problem = 'ended' | 'notDone'

/** Has the server change the acknowledgement; gives the problem, if there was one. */
const change = async ({ fingerprint }: AlertView, method: 'POST' | 'DELETE', body?: object): Promise<Problem | undefined> => {
  const sent = await send(method, `/api/alerts/${fingerprint}/acknowledge`, body)
  if (sent && 'answer' in sent) return undefined
  return sent?.refusal.code === 'ALERT_NOT_FOUND' ? 'ended' : 'notDone'
}

/** Shows who sees to an alert; while it fires, an administrator acknowledges it here, or withdraws that. */
export const Acknowledgement = ({ alert, serverNowMs, mayChange, onChange }: Props) => {
  const [isOpen, setIsOpen] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const { acknowledgement } = alert
  const isChangeable = mayChange && alert.state === 'firing'
  const ask = async (method: 'POST' | 'DELETE', body?: object) => {
    const found = await change(alert, method, body)
    setProblem(found)
    if (found) return
    setIsOpen(false)
    onChange()
  }
  return (
    <div class="acknowledgement">
      {acknowledgement && (
        <p title={formatExactTime(acknowledgement.at)}>
          {alertMessages.acknowledgedBy(acknowledgement.by, formatTime(Date.parse(acknowledgement.at), serverNowMs))}
          {acknowledgement.note !== null && <span class="note">{acknowledgement.note}</span>}
        </p>
      )}
      {isChangeable && acknowledgement && (
        <button type="button" class="quiet" onClick={() => void ask('DELETE')}>
          {alertMessages.withdraw}
        </button>
      )}
      {isChangeable && !acknowledgement && (isOpen
        ? <NoteForm submit={(body) => void ask('POST', body)} cancel={() => setIsOpen(false)} />
        : <button type="button" onClick={() => setIsOpen(true)}>{alertMessages.acknowledge}</button>)}
      {problem && <p class="problem" role="alert">{alertMessages.problems[problem]}</p>}
    </div>
  )
}

const NoteForm = ({ submit, cancel }: { readonly submit: (body: object) => void, readonly cancel: () => void }) => {
  const [name, setName] = useState(signingName)
  const [note, setNote] = useState('')
  const nameInput = useRef<HTMLInputElement>(null)
  const textInput = useRef<HTMLInputElement>(null)
  // The first empty field.
  useEffect(() => { (name === '' ? nameInput : textInput).current?.focus() }, [])
  const onSubmit = (event: Event) => {
    event.preventDefault()
    const by = name.trim()
    storeSigningName(by)
    submit({ ...by !== '' && { by }, ...note.trim() !== '' && { note } })
  }
  return (
    <form onSubmit={onSubmit}>
      <Labelled label={messages.yourName}>
        <input
          ref={nameInput}
          type="text"
          maxLength={64}
          autocomplete="name"
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </Labelled>
      <Labelled label={alertMessages.note}>
        <input
          ref={textInput}
          type="text"
          maxLength={500}
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </Labelled>
      <p class="actions">
        <button type="submit">{alertMessages.acknowledge}</button>{' '}
        <button type="button" class="quiet" onClick={cancel}>{messages.cancel}</button>
      </p>
    </form>
  )
}
