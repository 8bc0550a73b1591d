import { collector } from '../collector.ts'
import { unitCount } from '../parse/systemctl-show.ts'
import { parseUnitName } from '../parse/watch-target.ts'
import { systemctlShow } from '../systemctl.ts'
import { counter, gauge } from '../text-format/index.ts'

export interface WatchedUnitOptions {
  /** Names of systemd units, such as `kiosk.service`. */
  readonly units?: readonly string[]
  /** The program to run as systemctl. */
  readonly program?: string
}

/** A few chosen systemd units, asked in one go. @throws at once if a name cannot be a unit's. */
export const watchedUnit = collector('watched_unit', 'the state of chosen systemd units', (
  roots, { units = [], program }: WatchedUnitOptions = {}
) => {
  const names = [...new Set(units.map(parseUnitName))]
  const show = systemctlShow(roots, program)
  return async () => {
    if (names.length === 0) return []
    const shown = await show({ properties: ['Id', 'ActiveState', 'NRestarts', 'Triggers'], args: ['--', ...names] })
    // An alias is answered by the name of its unit: only the order shows which is which.
    if (shown.length !== names.length) {
      throw new Error(`systemctl showed ${shown.length} units, not the ${names.length} that it was asked for`)
    }
    const triggered = shown.map((unit) => (unit.get('Triggers') ?? '').split(' ').filter((name) => name !== ''))
    const all = triggered.flat()
    const states = all.length === 0 ? [] : await show({ properties: ['Id', 'ActiveState'], args: ['--', ...all] })
    const failed = new Set(states.filter((unit) => unit.get('ActiveState') === 'failed').map((unit) => unit.get('Id')))
    // A timer is active even if its job fails each time.
    const watched = names.map((name, i) => ({
      labels: { name },
      state: triggered[i]!.some((one) => failed.has(one)) ? 'failed' : shown[i]!.get('ActiveState'),
      restarts: unitCount(shown[i]!.get('NRestarts'))
    }))
    return [
      gauge(
        'mimamori_watched_unit_active',
        'Whether the unit is active or reloading. 0 if there is no such unit, or the one it triggers has failed.',
        watched.map(({ labels, state }) => ({ labels, value: state === 'active' || state === 'reloading' ? 1 : 0 }))
      ),
      gauge(
        'mimamori_watched_unit_failed',
        'Whether the unit, or the one it triggers, has failed.',
        watched.map(({ labels, state }) => ({ labels, value: state === 'failed' ? 1 : 0 }))
      ),
      counter(
        'mimamori_watched_unit_restarts_total',
        'Number of automatic restarts by systemd since the service was last started by hand or by an update.',
        watched.flatMap(({ labels, restarts }) => (restarts === undefined ? [] : [{ labels, value: restarts }]))
      )
    ]
  }
})
