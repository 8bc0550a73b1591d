import type { DeviceState } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { CopyLine } from '../parts/copy-line.tsx'
import { server } from '../parts/server-place.ts'
import { words } from '../words.ts'

type Verb = 'show' | 'pause' | 'resume' | 'rotate' | 'revoke' | 'retire'

/** Only what the device's state allows. */
const commandsFor = (state: DeviceState): readonly Verb[] => {
  if (isOutOfUse(state)) return ['show', 'rotate']
  return ['show', state === 'paused' ? 'resume' : 'pause', 'rotate', 'revoke', 'retire']
}

/** The commands for what is done most, folded. */
export const CareCommands = ({ id, state }: { readonly id: string, readonly state: DeviceState }) => (
  <details>
    <summary>{words.care.asCommand}</summary>
    <p>{words.device.maintenanceHint(server.user)}</p>
    {commandsFor(state).map((verb) => <CopyLine key={verb} what={words.commands[verb]} command={`${server.command} devices ${verb} ${id}`} />)}
  </details>
)
