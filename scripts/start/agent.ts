import { hostname } from 'node:os'
import { join } from 'node:path'
import { ownAgentFiles } from '../../collector/cli/src/own-agent.ts'
import { enrollOwnDevice } from './enroll-own-device.ts'
import { machineId } from './machine-id.ts'
import { mimamori, tryMimamori } from './mimamori.ts'
import { checkout, type Places } from './places.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'
import type { ServiceOptions } from './service.ts'
import type { StartText } from './text.ts'

export interface Enrolled {
  readonly id: string
  readonly keyFile: string
  /** The result, for a person. */
  readonly message: string
}

/**
 * Makes this machine a device of its own collector, once: its id and key are kept below the data directory. Where the
 * collector has lost the device, it is enrolled again, and where the key was lost, it gets a new one.
 */
export const enrolThisMachine = async (places: Places, text: StartText): Promise<Enrolled> => {
  const files = ownAgentFiles(places.data)
  const id = readPrivateFile(files.id) ?? machineId(hostname())
  const { key: keyFile } = files
  const done = await enrollOwnDevice({ id, files, ask: (...args) => mimamori(text, ...args), tryToAsk: tryMimamori })
  switch (done) {
    case 'enrolled': return { id, keyFile, message: text.enrolled(id) }
    case 'keyReplaced': return { id, keyFile, message: text.keyReplaced(id) }
    // It was ended on purpose; only a person brings it back.
    case 'revoked': case 'retired': return { id, keyFile, message: text.ended[done](id, keyFile) }
    case 'known': return { id, keyFile, message: text.known(id) }
  }
}

export interface AgentPlan {
  readonly places: Places
  readonly collectorUrl: URL
  readonly caFile: string | undefined
  readonly enrolled: Enrolled
}

/** The agent of this machine, as it would run on any device; it reports at once. Writes its configuration. */
export const agentService = ({ places, collectorUrl, caFile, enrolled }: AgentPlan): ServiceOptions => {
  const configFile = join(places.agent, 'agent.conf')
  writePrivateFile(configFile, [
    '# Written at each start by npm start.',
    `API_BASE_URL=${new URL('/api', collectorUrl).href}`,
    `CLIENT_ID=${enrolled.id}`,
    `CLIENT_KEY_FILE=${enrolled.keyFile}`,
    `STATE_FILE=${join(places.agent, 'state.json')}`,
    // The place in each log, and what waits for the collector: the next start goes on from there.
    `SPOOL_DIRECTORY=${join(places.agent, 'spool')}`,
    'FIRST_REPORT=now',
    ...(caFile === undefined ? [] : [`CA_FILE=${caFile}`]),
    ''
  ].join('\n'))
  return {
    name: 'Agent',
    logFile: join(places.logs, 'agent.log'),
    argv: [process.execPath, join(checkout, 'agent', 'src', 'main.ts'), 'run', '--config', configFile]
  }
}
