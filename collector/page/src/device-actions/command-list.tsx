import type { DeviceState } from '@mimamori/contract'
import { CopyLine } from '../components/copy-line.tsx'
import { server } from '../server/server-info.ts'
import { actionMessages } from './messages.ts'
import { messages } from '../text/messages.ts'
import { commandsFor } from './commands-for.ts'

/** The commands for what is done most, folded. */
export const CareCommands = ({ id, state }: { readonly id: string, readonly state: DeviceState }) => (
  <details>
    <summary>{actionMessages.asCommand}</summary>
    <p>{messages.runOnServer(server.user)}</p>
    {commandsFor(state).map(({ verb, what }) => <CopyLine key={verb} what={actionMessages.commands[what]} command={`${server.command} devices ${verb} ${id}`} />)}
  </details>
)
