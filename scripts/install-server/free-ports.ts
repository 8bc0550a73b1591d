import { alertingPorts } from '@mimamori/dashboards'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { isFree } from '../start/port.ts'
import { StartProblem } from '../start/problem.ts'
import type { Machine } from './machine.ts'
import type { InstallServerText } from './text.ts'
import { readUnitState } from './unit-state.ts'

interface Deps {
  readonly config: Pick<Config, 'listen'>
  readonly hasAlerting: boolean
  readonly machine: Machine
  readonly text: Pick<InstallServerText, 'portTaken'>
}

/** @throws {StartProblem} if something else listens at an address that a service needs */
export const requireFreePorts = async ({ config, hasAlerting, machine, text }: Deps): Promise<void> => {
  const addresses: readonly (readonly [keyof InstallServerText['portTaken'], string, number])[] = [
    ['mimamori-collector', config.listen.host, config.listen.port],
    ...hasAlerting ? [
      ['mimamori-alertmanager', '127.0.0.1', alertingPorts.alertmanager], ['mimamori-prometheus', '127.0.0.1', alertingPorts.prometheus]
    ] as const : []
  ]
  for (const [service, host, port] of addresses) {
    if (readUnitState(machine, service).isActive) continue
    // The collector itself reports any other mistake in an address.
    if (!await isFree(host, port).catch(() => true)) throw new StartProblem(text.portTaken[service](`${host}:${port}`))
  }
}
