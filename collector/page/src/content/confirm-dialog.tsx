import { useState } from 'preact/hooks'
import { CopyLine, Dialog, Problem } from '../components/index.ts'
import { answerOf, refusalIn, refusalOf, send, server } from '../server/index.ts'
import { messages } from '../text/index.ts'

interface Props {
  readonly title: string
  readonly text: string
  readonly action: string
  readonly isGrave?: boolean
  readonly method: 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: object
  /** For the same, without the program. */
  readonly command: string
  readonly close: () => void
  readonly done: () => void
}

/** Says what will be, and does it. */
export const ConfirmDialog = ({ title, text, action, isGrave = false, method, path, body, command, close, done }: Props) => {
  const [problem, setProblem] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  const change = async (shut: () => void) => {
    if (isSending) return
    setIsSending(true)
    const sent = await send(method, path, body)
    setIsSending(false)
    if (answerOf(sent) === undefined) return setProblem(refusalOf(refusalIn(sent)))
    shut()
    done()
  }
  return (
    <Dialog title={title} close={close}>
      {(shut) => (
        <>
          <p>{text}</p>
          <Problem text={problem} />
          <p class="actions">
            <button type="button" class={isGrave ? 'grave' : 'primary'} disabled={isSending} onClick={() => void change(shut)}>{action}</button>
            <button type="button" autofocus onClick={shut}>{messages.cancel}</button>
          </p>
          <CopyLine what={messages.sameCommand} command={`${server.command} ${command}`} />
        </>
      )}
    </Dialog>
  )
}
