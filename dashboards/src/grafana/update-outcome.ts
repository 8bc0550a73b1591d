import type { ValueMap } from '@grafana/grafana-foundation-sdk/dashboard'
import type { CommonText } from '../text/dashboards/common-text.en.ts'
import { words } from './value-mappings.ts'

/** Outcomes that somebody must look at. */
export const badOutcomes = 'failed|rolled_back|unreachable'

/** What a device's update came to, in words: the values of the label `outcome`. */
export const outcomeWords = ({ outcomes }: CommonText): ValueMap => words({
  failed: { text: outcomes.failed, color: 'red' },
  rolled_back: { text: outcomes.rolled_back, color: 'red' },
  unreachable: { text: outcomes.unreachable, color: 'orange' },
  skipped: { text: outcomes.skipped, color: 'text' },
  updated: { text: outcomes.updated, color: 'green' },
  unchanged: { text: outcomes.unchanged, color: 'green' }
})
