import type { ClientStatus } from '@mimamori/contract'
import { oldKeysOf } from '@mimamori/contract/old-keys'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CopyLine, Problem } from '../components/index.ts'
import { answerOf, isStartedByNpm, send, server } from '../server/index.ts'
import { messages } from '../text/index.ts'
import { AsCommand } from './as-command.tsx'
import type { DialogProps } from './dialog-props.ts'
import { keyCommand, scriptForKey } from './key-command.ts'
import { actionMessages } from './messages.ts'
import { problemOf } from './refusal.ts'

const text = actionMessages.newKey

interface Props extends DialogProps {
  readonly client: ClientStatus
  readonly lock: (isLocked: boolean) => void
  /** Whether the script of the administrator's own computer is named. */
  readonly namesScript: boolean
}

/** Issues a key, shows it once, and explains how to put it onto the device. It is on the page only as long as this is open. */
export const ShowKey = ({ view, client, shut, done, lock, namesScript }: Props) => {
  const [key, setKey] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  /** The strength of the keys before the new one. */
  const [oldKeys] = useState(() => oldKeysOf(view))
  const issue = async () => {
    if (isSending) return
    setIsSending(true)
    lock(true)
    const sent = await send<{ readonly key: string }>('POST', `/api/clients/${view.id}/rotate`)
    setIsSending(false)
    setProblem(problemOf('rotate', sent))
    const answer = answerOf(sent)
    if (!answer) return lock(false)
    setKey(answer.key)
    // The dialog stays open, and shows it.
    done(actionMessages.done.rotate[oldKeys](view.id))
  }
  if (key !== undefined) return <Issued id={view.id} client={client} newKey={key} oldKeys={oldKeys} shut={shut} />
  return (
    <>
      <p>{text.before[oldKeys]}</p>
      <Problem text={problem} />
      <p class="actions">
        <button type="button" class="primary" onClick={() => void issue()}>{text.issue}</button>
        <button type="button" onClick={shut}>{messages.cancel}</button>
      </p>
      <AsCommand command={`devices rotate ${view.id}`} />
      {namesScript && (
        <>
          <p class="label">{text.overSsh}</p>
          <CopyLine command={scriptForKey(view.id)} />
        </>
      )}
    </>
  )
}

interface IssuedProps extends Pick<Props, 'client' | 'shut'> {
  readonly id: string
  readonly newKey: string
  readonly oldKeys: ReturnType<typeof oldKeysOf>
}

const Issued = ({ id, client, newKey, oldKeys, shut }: IssuedProps) => {
  const first = useRef<HTMLParagraphElement>(null)
  useEffect(() => { first.current?.focus() }, [])
  const { on, command } = keyCommand(client, { isStartedByNpm, dataDirectory: server.dataDirectory })
  return (
    <>
      <p ref={first} tabIndex={-1}>{text.shownOnce(id)}</p>
      <CopyLine command={newKey} />
      <p>{text.put[on]}</p>
      <CopyLine command={command} />
      {on !== 'started' && <p class="label">{text.inConfiguration}</p>}
      <p>{text.after[oldKeys]}</p>
      <p class="actions"><button type="button" onClick={shut}>{messages.close}</button></p>
    </>
  )
}
