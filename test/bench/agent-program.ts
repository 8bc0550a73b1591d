import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { agentUnit } from '../lab/agent-unit.ts'
import { checkout } from '../lab/node-binary.ts'

/** What a device runs, as its systemd unit starts it. */
export interface AgentProgram {
  readonly bundle: string
  /** Node's flags of the unit's ExecStart=. */
  readonly nodeFlags: readonly string[]
  /** The unit's Environment=. */
  readonly env: Readonly<Record<string, string>>
}

/** @throws where the bundle is not built */
export const agentProgram = (): AgentProgram => {
  const bundle = join(checkout, 'dist/mimamori-agent.js')
  if (!existsSync(bundle)) throw new Error(`${bundle} is not there: npm run build makes it`)
  const { nodeFlags, env } = agentUnit()
  return { bundle, nodeFlags, env }
}
