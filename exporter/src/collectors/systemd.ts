import { collector } from '../collector.ts'
import type { UnitProperties } from '../parse/systemctl-show.ts'
import { systemctlShow } from '../systemctl.ts'
import { gauge, type Sample } from '../text-format/index.ts'
import { restartFamilies, socketFamilies, startTimeFamilies, taskFamilies, timerFamilies, unitStateFamilies } from './systemd-families.ts'

export interface SystemdOptions {
  /** Units must match the whole of `include` and not the whole of `exclude`. */
  readonly include?: RegExp | undefined
  readonly exclude?: RegExp | undefined
  readonly hasRestarts?: boolean
  readonly hasStartTimes?: boolean
  readonly hasTasks?: boolean
  /** The program to run as systemctl. */
  readonly program?: string
}

/** node_exporter's defaults. */
export const defaultUnitInclude = /.+/
export const defaultUnitExclude = /.+\.(automount|device|mount|scope|slice)/

const states = ['active', 'activating', 'deactivating', 'inactive', 'failed']
const properties = [
  'Id', 'LoadState', 'ActiveState', 'Type', 'NRestarts', 'TasksCurrent', 'TasksMax', 'ActiveEnterTimestamp', 'LastTriggerUSec',
  'NAccepted', 'NConnections', 'NRefused'
]

const whole = ({ source, flags }: RegExp): RegExp => new RegExp(`^(?:${source})$`, flags)

/** How many units are in each state; the usual states are listed even while they are 0. */
const countStates = (units: readonly UnitProperties[]): Sample[] => {
  const counts = new Map(states.map((state) => [state, 0]))
  for (const unit of units) {
    const state = unit.get('ActiveState') ?? ''
    if (state !== '') counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return [...counts].map(([state, value]) => ({ labels: { state }, value }))
}

/**
 * The state of systemd and of its units. Off by default, as with node_exporter: systemd answers for every unit on each
 * collection, which costs it more than all other collectors together. `watched_unit` asks for a few.
 */
export const systemd = collector('systemd', 'the state of systemd and of its units', (
  roots,
  {
    include = defaultUnitInclude,
    exclude = defaultUnitExclude,
    hasRestarts = false,
    hasStartTimes = false,
    hasTasks = false,
    program
  }: SystemdOptions = {}
) => {
  const show = systemctlShow(roots, program)
  const [isIncluded, isExcluded] = [whole(include), whole(exclude)]
  return async () => {
    const [[manager], all] = await Promise.all([
      show({ properties: ['Version', 'SystemState'] }),
      // The pattern alone names loaded units only if they are active.
      show({ properties, args: ['--all', '*'] })
    ])
    const units = all.filter((unit) => {
      const id = unit.get('Id') ?? ''
      return isIncluded.test(id) && !isExcluded.test(id) && unit.get('LoadState') === 'loaded'
    })
    const version = manager?.get('Version') ?? ''
    return [
      ...(hasRestarts ? restartFamilies(units) : []),
      ...socketFamilies(units),
      gauge(
        'node_systemd_system_running',
        "Whether the system is operational (see 'systemctl is-system-running')",
        manager?.get('SystemState') === 'running' ? 1 : 0
      ),
      ...timerFamilies(units),
      ...(hasStartTimes ? startTimeFamilies(units) : []),
      ...unitStateFamilies(units, states),
      ...(hasTasks ? taskFamilies(units) : []),
      gauge('node_systemd_units', 'Summary of systemd unit states', countStates(all)),
      gauge('node_systemd_version', 'Detected systemd version', [
        { labels: { version }, value: Number(/\d{3,}(\.\d+)?/.exec(version)?.[0] ?? 0) }
      ])
    ]
  }
}, { isOffByDefault: true })
