import { CopyLine, FormEnd } from '../components/index.ts'
import { server } from '../server/index.ts'
import { messages } from '../text/index.ts'
import { receiverMessages } from './messages.ts'

interface Props {
  readonly problem: string | undefined
  readonly isSending: boolean
  readonly cancel: (() => void) | undefined
  /** The command's words after `mimamori`; undefined as long as it would be refused. */
  readonly command: string | undefined
}

/** The end of a form that saves, with the command for the same. */
export const ReceiverFormEnd = ({ command, ...rest }: Props) => (
  <>
    <FormEnd submit={rest.isSending ? receiverMessages.saving : messages.save} {...rest} />
    {command !== undefined && <CopyLine what={messages.sameCommand} command={`${server.command} ${command}`} />}
  </>
)
