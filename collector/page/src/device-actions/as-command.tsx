import { CopyLine } from '../components/index.ts'
import { server } from '../server/index.ts'
import { messages } from '../text/index.ts'
import { actionMessages } from './messages.ts'

/** The same as a command, folded. `command`: the words after `mimamori`; undefined as long as there is none. */
export const AsCommand = ({ command }: { readonly command: string | undefined }) => command === undefined
  ? null
  : (
      <details>
        <summary>{actionMessages.asCommand}</summary>
        <CopyLine what={messages.runOnServer(server.user)} command={`${server.command} ${command}`} />
      </details>
    )
