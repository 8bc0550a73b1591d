import type { ValueMap } from '@grafana/grafana-foundation-sdk/dashboard'
import type { CommonText } from '../text/dashboards/common-text.en.ts'
import { ofDevices } from './selectors.ts'
import { words } from './value-mappings.ts'

/** Outcomes that somebody must look at. */
export const badOutcomes = 'failed|rolled_back|unreachable'

/** The outcomes of an update in words: the values of the label `outcome`. */
export const outcomeWords = ({ outcomes }: CommonText): ValueMap => words({
  failed: { text: outcomes.failed, color: 'red' },
  rolled_back: { text: outcomes.rolled_back, color: 'red' },
  unreachable: { text: outcomes.unreachable, color: 'orange' },
  skipped: { text: outcomes.skipped, color: 'text' },
  updated: { text: outcomes.updated, color: 'green' },
  unchanged: { text: outcomes.unchanged, color: 'green' }
})

/** How urgent an outcome is, as a number for the colour of a band; it has no meaning elsewhere. */
const ranks = { failed: 5, rolled_back: 4, unreachable: 3, skipped: 2, updated: 1, unchanged: 0 } as const

/** One series for each device: the rank of its last update's outcome. */
export const outcomeRank = Object.entries(ranks).map(([outcome, rank]) => `${rank} * ${ofDevices('mimamori_update_last_outcome', { where: `outcome="${outcome}"` })}`).join('\n+ ')

/** The words and colours of the ranks. */
export const rankWords = ({ outcomes }: CommonText): ValueMap => words({
  [ranks.failed]: { text: outcomes.failed, color: 'red' },
  [ranks.rolled_back]: { text: outcomes.rolled_back, color: 'semi-dark-red' },
  [ranks.unreachable]: { text: outcomes.unreachable, color: 'orange' },
  [ranks.skipped]: { text: outcomes.skipped, color: 'text' },
  [ranks.updated]: { text: outcomes.updated, color: 'green' },
  [ranks.unchanged]: { text: outcomes.unchanged, color: 'super-light-green' }
})
