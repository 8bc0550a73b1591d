import { planInstallation, type PlanOptions } from '../../../scripts/install-server/plan-installation.ts'
import { readServerSettings, storedSettings } from '../../../scripts/install-server/server-settings.ts'
import type { Server, UpdateSetup } from '../../../scripts/install-server/server.ts'
import type { Step } from '../../../scripts/install-server/step.ts'
import { installServerText } from '../../../scripts/install-server/text.ts'
import { checkout } from '../../../scripts/start/directories.ts'
import { standInMachine, type StandInMachine } from './stand-in-machine.ts'

export const text = installServerText('en')

type More = Partial<Omit<Server, 'updates'>> & { readonly updates?: Partial<UpdateSetup> }

/** A server without Prometheus, Alertmanager and an agent of its own, but for what a test says. */
export const serverOf = (machine: Pick<StandInMachine, 'at'>, { updates = {}, ...more }: More = {}): Server => ({
  checkout,
  takesOver: undefined,
  settings: storedSettings(machine),
  config: readServerSettings(storedSettings(machine), 'en'),
  collectorUrl: new URL('http://127.0.0.1:8080'),
  deviceUrl: 'http://192.168.10.2:8080',
  alerting: undefined,
  agent: undefined,
  memoryBytes: 8e9,
  updates: { updaters: [], has: { ssh: true, sudo: true }, allowsRequests: false, refusedTokens: [], packAgent: undefined, ...updates },
  ...more
})

export const alerting = { prometheus: '/usr/bin/prometheus', alertmanager: '/usr/bin/prometheus-alertmanager' }

export const planOf = (
  machine: StandInMachine, server: Server, { startDirectory = '/nonexistent' }: Partial<PlanOptions> = {}
): readonly Step[] => planInstallation(server, { machine, text, startDirectory, isReady: async () => true })

/** Does the steps, and gives what each says. */
export const follow = async (steps: readonly Step[]): Promise<readonly string[]> => {
  for (const { run } of steps) await run()
  return steps.map(({ what }) => what)
}

/** A machine on which the steps of a plan were done. */
export const installedBy = async (
  plan: (machine: StandInMachine) => readonly Step[], prepare: (machine: StandInMachine) => void = () => {}
): Promise<StandInMachine> => {
  const machine = standInMachine()
  prepare(machine)
  await follow(plan(machine))
  machine.ran.length = 0
  return machine
}
