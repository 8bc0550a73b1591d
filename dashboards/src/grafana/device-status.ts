import type { ValueMap } from '@grafana/grafana-foundation-sdk/dashboard'
import type { CommonText } from '../text/common-text.ts'
import { ofDevices } from './selectors.ts'
import { words } from './value-mappings.ts'

/** How urgent a device's status is, as a number for sorting that Grafana maps to a word; it has no meaning elsewhere. */
const ranks = { silent: 4, late: 3, pending: 2, fresh: 1, notExpected: 0 } as const

const isFresh = (freshness: string): string => ofDevices('mimamori_device_freshness', { where: `freshness="${freshness}"` })

/** One series for each device: its rank. A device that is late but has never reported waits for its first report. */
export const deviceStatus = `(
  ${ranks.silent} * ${isFresh('silent')}
  + ${ranks.late} * ${isFresh('late')}
  - (${ranks.late - ranks.pending}) * ${isFresh('late')} * ${ofDevices('mimamori_device_state', { where: 'state="pending"' })}
  + ${ranks.fresh} * ${isFresh('fresh')}
) * ${ofDevices('mimamori_device_expected')}`

/** The words and colours of the ranks. */
export const statusWords = ({ statuses }: CommonText): ValueMap => words({
  [ranks.silent]: { text: statuses.silent, color: 'red' },
  [ranks.late]: { text: statuses.late, color: 'orange' },
  [ranks.pending]: { text: statuses.pending, color: 'blue' },
  [ranks.fresh]: { text: statuses.fresh, color: 'green' },
  [ranks.notExpected]: { text: statuses.notExpected, color: 'text' }
})
