import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { localAgentFiles } from '../../collector/cli/src/local-agent.ts'
import { enrollLocalDevice } from '../start/enroll-local-device.ts'
import { machineId } from '../start/machine-id.ts'
import { readPrivateFile } from '../start/private-file.ts'
import { StartProblem } from '../start/problem.ts'
import { layout, unitFile } from './layout.ts'
import type { Machine } from './machine.ts'
import { isWrittenByUs } from './set-up-command.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

/** Whether the agent here is somebody else's: installed as on any device, it may report to another collector. */
export const hasOthersAgent = ({ at }: Pick<Machine, 'at'>): boolean => {
  const unit = at(unitFile('mimamori-agent'))
  return existsSync(unit) && !isWrittenByUs(readFileSync(unit, 'utf8'))
}

/** The device that this machine is, or will be: the same as before, also under `npm start`, which has its data in `startDirectory`. */
export const localDeviceId = ({ at }: Pick<Machine, 'at'>, startDirectory: string): string =>
  readPrivateFile(at(layout.agentId)) ?? readPrivateFile(localAgentFiles(startDirectory).id) ?? machineId(hostname())

interface Deps {
  readonly checkout: string
  readonly machine: Machine
  readonly text: Pick<InstallServerText, 'enroll'>
  readonly deviceId: string
  /** The collector has a fleet, or takes one over in this run. */
  readonly hasFleet: boolean
}

/** The agent reads it by its group. */
const keyMode = 0o640

/** Makes this machine a device of its collector, which runs by then. A key that is there, also one that `npm start` had, stays. */
export const enrollSteps = ({ checkout, machine, text, deviceId, hasFleet }: Deps): readonly Step[] => {
  const { at, run } = machine
  const files = { id: at(layout.agentId), key: at(layout.agentKey) }
  const mode = statSync(files.key, { throwIfNoEntry: false })?.mode
  if (hasFleet && existsSync(files.id) && mode !== undefined && (mode & 0o777) === keyMode) return []
  const ask = async (...args: readonly string[]): Promise<string> => run(join(checkout, 'collector/bin/mimamori'), ...args)
  return [{
    what: text.enroll(deviceId),
    async run () {
      await enrollLocalDevice({ id: deviceId, files, ask, tryToAsk: (...args) => ask(...args).catch((error: unknown) => {
        if (error instanceof StartProblem) return undefined
        throw error
      }) })
      run('chgrp', 'mimamori-agent', files.key)
      chmodSync(files.key, keyMode)
    }
  }]
}
