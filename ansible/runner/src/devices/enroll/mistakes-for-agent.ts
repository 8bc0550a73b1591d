import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { agentDirectoryOf } from '../../plan/published-agent.ts'
import type { EnrollText } from './enroll-text.en.ts'

/** Finds what the server and its inventory lack for an agent on a device, by the device's variables. */
export const mistakesForAgent = (text: EnrollText['server']) => (variables: Readonly<Record<string, unknown>>): string[] => {
  const agentDirectory = agentDirectoryOf({ variables })
  return [
    ...typeof variables['agent_collector_url'] === 'string' ? [] : [text.noCollectorUrl],
    ...existsSync(join(agentDirectory, 'agent.json')) ? [] : [text.noAgent(agentDirectory)]
  ]
}
