import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { EnrollText } from '../../text/enroll-text.en.ts'

const usualAgentDirectory = '/srv/mimamori/agent'

/** What the server and its inventory lack for an agent on a device, by the device's variables. */
export const mistakesForAgent = (text: EnrollText['server']) => (variables: Readonly<Record<string, unknown>>): string[] => {
  const agentDirectory = typeof variables['agent_directory'] === 'string' ? variables['agent_directory'] : usualAgentDirectory
  return [
    ...typeof variables['agent_collector_url'] === 'string' ? [] : [text.noCollectorUrl],
    ...existsSync(join(agentDirectory, 'agent.json')) ? [] : [text.noAgent(agentDirectory)]
  ]
}
