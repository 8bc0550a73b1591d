import { CopyLine } from '../components/copy-line.tsx'
import { server } from '../server/server-info.ts'
import { actionMessages } from './messages.ts'
import { messages } from '../text/messages.ts'

/** The same as a command, folded. `command`: the words after `mimamori`; undefined as long as there is none. */
export const AsCommand = ({ command }: { readonly command: string | undefined }) => command === undefined
  ? null
  : (
      <details>
        <summary>{actionMessages.asCommand}</summary>
        <CopyLine what={messages.runOnServer(server.user)} command={`${server.command} ${command}`} />
      </details>
    )
