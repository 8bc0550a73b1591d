import type { ValueMap } from '@grafana/grafana-foundation-sdk/dashboard'
import type { CommonText } from '../text/common-text.ts'
import { agentRelease } from '@mimamori/contract/outcomes'
import { deviceLabels } from '../device-labels.ts'
import { ofDevices } from './selectors.ts'
import { words } from './value-mappings.ts'

/** Outcomes that somebody must check. */
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

const ranked = (releases = ''): string =>
  Object.entries(ranks)
    .map(
      ([outcome, rank]) =>
        `${rank} * ${ofDevices('mimamori_update_last_outcome', { where: `${releases}outcome="${outcome}"`, by: 'release' })}`
    )
    .join('\n+ ')

/** One series for each release of each device: the rank of its last update's outcome. */
export const releaseOutcomeRank = ranked()

/** One series for each device: the worst rank of its applications; the agent is not one. */
export const outcomeRank = `max by (${deviceLabels}) (\n${ranked(`release!="${agentRelease}", `)}\n)`

/** The number of devices by the worst outcome of their applications. */
export const devicesWith = (...outcomes: readonly (keyof typeof ranks)[]): string =>
  `count((${outcomeRank}) >= ${Math.min(...outcomes.map((outcome) => ranks[outcome]))} <= ${Math.max(...outcomes.map((outcome) => ranks[outcome]))}) or vector(0)`

/** The words and colours of the ranks. */
export const rankWords = ({ outcomes }: CommonText): ValueMap => words({
  [ranks.failed]: { text: outcomes.failed, color: 'red' },
  [ranks.rolled_back]: { text: outcomes.rolled_back, color: 'semi-dark-red' },
  [ranks.unreachable]: { text: outcomes.unreachable, color: 'orange' },
  [ranks.skipped]: { text: outcomes.skipped, color: 'text' },
  [ranks.updated]: { text: outcomes.updated, color: 'green' },
  [ranks.unchanged]: { text: outcomes.unchanged, color: 'super-light-green' }
})
