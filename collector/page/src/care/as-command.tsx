import { CopyLine } from '../parts/copy-line.tsx'
import { server } from '../parts/server-place.ts'
import { words } from '../words.ts'

/** The same as a command, folded. `command`: the words after `mimamori`; undefined as long as there is none. */
export const AsCommand = ({ command }: { readonly command: string | undefined }) => command === undefined
  ? null
  : (
      <details>
        <summary>{words.care.asCommand}</summary>
        <CopyLine what={words.device.maintenanceHint(server.user)} command={`${server.command} ${command}`} />
      </details>
    )
