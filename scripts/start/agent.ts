import { hostname } from 'node:os'
import { join } from 'node:path'
import { localAgentFiles } from '../../collector/cli/src/local-agent.ts'
import { enrollLocalDevice } from './enroll-local-device.ts'
import { machineId } from './machine-id.ts'
import { mimamori, tryMimamori } from './mimamori.ts'
import { checkout, type ServiceDirectories } from './directories.ts'
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
 * Makes this machine a device of its own collector, once: its id and key are stored below the data directory. If the
 * collector has lost the device, it is enrolled again, and if the key was lost, it gets a new one.
 */
export const enrolThisMachine = async (directories: ServiceDirectories, text: StartText): Promise<Enrolled> => {
  const files = localAgentFiles(directories.data)
  const id = readPrivateFile(files.id) ?? machineId(hostname())
  const { key: keyFile } = files
  const done = await enrollLocalDevice({ id, files, ask: (...args) => mimamori(text, ...args), tryToAsk: tryMimamori })
  switch (done) {
    case 'enrolled': return { id, keyFile, message: text.enrolled(id) }
    case 'keyReplaced': return { id, keyFile, message: text.keyReplaced(id) }
    // It was ended on purpose; only a person brings it back.
    case 'revoked': case 'retired': return { id, keyFile, message: text.ended[done](id, keyFile) }
    case 'known': return { id, keyFile, message: text.known(id) }
  }
}

export interface AgentPlan {
  readonly directories: ServiceDirectories
  readonly collectorUrl: URL
  readonly caFile: string | undefined
  readonly enrolled: Enrolled
}

/** The agent of this machine, as it would run on any device; it reports at once. Writes its configuration. */
export const agentService = ({ directories, collectorUrl, caFile, enrolled }: AgentPlan): ServiceOptions => {
  const configFile = join(directories.agent, 'agent.conf')
  writePrivateFile(configFile, [
    '# Written at each start by npm start.',
    `API_BASE_URL=${new URL('/api', collectorUrl).href}`,
    `CLIENT_ID=${enrolled.id}`,
    `CLIENT_KEY_FILE=${enrolled.keyFile}`,
    `STATE_FILE=${join(directories.agent, 'state.json')}`,
    // The position in each log, and the data that waits for the collector: the next start goes on from there.
    `SPOOL_DIRECTORY=${join(directories.agent, 'spool')}`,
    'FIRST_REPORT=now',
    ...(caFile === undefined ? [] : [`CA_FILE=${caFile}`]),
    ''
  ].join('\n'))
  return {
    name: 'Agent',
    logFile: join(directories.logs, 'agent.log'),
    argv: [process.execPath, join(checkout, 'agent', 'src', 'main.ts'), 'run', '--config', configFile]
  }
}
