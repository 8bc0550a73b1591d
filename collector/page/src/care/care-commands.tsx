import type { DeviceState } from '@mimamori/contract'
import { CopyLine } from '../parts/copy-line.tsx'
import { server } from '../parts/server-place.ts'
import { words } from '../words.ts'
import { commandsFor } from './commands-for.ts'

/** The commands for what is done most, folded. */
export const CareCommands = ({ id, state }: { readonly id: string, readonly state: DeviceState }) => (
  <details>
    <summary>{words.care.asCommand}</summary>
    <p>{words.device.maintenanceHint(server.user)}</p>
    {commandsFor(state).map(({ verb, what }) => <CopyLine key={verb} what={words.commands[what]} command={`${server.command} devices ${verb} ${id}`} />)}
  </details>
)
