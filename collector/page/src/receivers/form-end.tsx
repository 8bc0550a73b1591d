import { CopyLine } from '../components/copy-line.tsx'
import { server } from '../server/server-info.ts'
import { receiverMessages } from './messages.ts'
import { messages } from '../text/messages.ts'

interface Props {
  /** What is wrong with the form as a whole. */
  readonly problem: string | undefined
  readonly isSending: boolean
  /** Undefined where there is nothing to go back to. */
  readonly cancel: (() => void) | undefined
  /** The words after `mimamori` that do the same; undefined as long as it would be refused. */
  readonly command: string | undefined
}

/** The end of a form: what was refused, its buttons, and the command for the same. */
export const FormEnd = ({ problem, isSending, cancel, command }: Props) => (
  <>
    {problem !== undefined && <p class="problem" role="alert">{problem}</p>}
    <p class="actions">
      <button type="submit" class="primary" disabled={isSending}>{isSending ? receiverMessages.saving : messages.save}</button>
      {cancel && <button type="button" onClick={cancel}>{messages.cancel}</button>}
    </p>
    {command !== undefined && <CopyLine what={messages.sameCommand} command={`${server.command} ${command}`} />}
  </>
)
