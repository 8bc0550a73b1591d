import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPrograms } from '../../scripts/build/programs.ts'

/** The agent as it is shipped, from the code that is here: for one lab, since devices run it where it lies. */
export interface AgentBundle {
  readonly path: string
  remove (): Promise<void>
}

export const buildAgentBundle = async (): Promise<AgentBundle> => {
  const directory = await mkdtemp(join(tmpdir(), 'mimamori-agent-'))
  await buildPrograms(directory, () => {})
  return { path: join(directory, 'mimamori-agent.js'), remove: () => rm(directory, { recursive: true }) }
}
