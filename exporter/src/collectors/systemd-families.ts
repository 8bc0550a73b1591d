import { unitCount, unitTimestamp, type UnitProperties } from '../parse/systemctl-show.ts'
import { counter, gauge, type Family, type Sample } from '../text-format/index.ts'

const idOf = (unit: UnitProperties): string => unit.get('Id') ?? ''

/** One sample for each unit of a type for which the value is known. */
const samplesOf = (units: readonly UnitProperties[], type: string, read: (unit: UnitProperties) => number | undefined): Sample[] =>
  units.flatMap((unit) => {
    const value = idOf(unit).endsWith(`.${type}`) ? read(unit) : undefined
    return value === undefined ? [] : [{ labels: { name: idOf(unit) }, value }]
  })

const counts = (property: string) => (unit: UnitProperties): number | undefined => unitCount(unit.get(property))

/** Whether each unit is in each of the states. */
export const unitStateFamilies = (units: readonly UnitProperties[], states: readonly string[]): Family[] => [
  gauge('node_systemd_unit_state', 'Systemd unit', units.flatMap((unit) => {
    const type = /\.(service|mount)$/.test(idOf(unit)) ? unit.get('Type') ?? '' : ''
    return states.map((state) => ({ labels: { name: idOf(unit), state, type }, value: unit.get('ActiveState') === state ? 1 : 0 }))
  }))
]

export const restartFamilies = (units: readonly UnitProperties[]): Family[] => [
  counter('node_systemd_service_restart_total', 'Service unit count of Restart triggers', samplesOf(units, 'service', counts('NRestarts')))
]

export const socketFamilies = (units: readonly UnitProperties[]): Family[] => [
  counter(
    'node_systemd_socket_accepted_connections_total',
    'Total number of accepted socket connections',
    samplesOf(units, 'socket', counts('NAccepted'))
  ),
  gauge(
    'node_systemd_socket_current_connections',
    'Current number of socket connections',
    samplesOf(units, 'socket', counts('NConnections'))
  ),
  // node_exporter calls it a gauge, despite its name.
  gauge(
    'node_systemd_socket_refused_connections_total',
    'Total number of refused socket connections',
    samplesOf(units, 'socket', counts('NRefused'))
  )
]

export const timerFamilies = (units: readonly UnitProperties[]): Family[] => [
  gauge(
    'node_systemd_timer_last_trigger_seconds',
    'Seconds since epoch of last trigger.',
    samplesOf(units, 'timer', (unit) => unitTimestamp(unit.get('LastTriggerUSec')))
  )
]

export const startTimeFamilies = (units: readonly UnitProperties[]): Family[] => [
  gauge('node_systemd_unit_start_time_seconds', 'Start time of the unit since unix epoch in seconds.', units.map((unit) => ({
    labels: { name: idOf(unit) },
    value: unit.get('ActiveState') === 'active' ? unitTimestamp(unit.get('ActiveEnterTimestamp')) : 0
  })))
]

export const taskFamilies = (units: readonly UnitProperties[]): Family[] => [
  gauge('node_systemd_unit_tasks_current', 'Current number of tasks per Systemd unit', samplesOf(units, 'service', counts('TasksCurrent'))),
  gauge('node_systemd_unit_tasks_max', 'Maximum number of tasks per Systemd unit', samplesOf(units, 'service', counts('TasksMax')))
]
