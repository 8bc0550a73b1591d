import { historyRangeNames, rememberedRange, type HistoryRange } from '@mimamori/contract/history-range'
import { historyMessages } from './history-messages.ts'

/** The range that an address names; six hours where it names none. */
export const readRange = (name: string | null): HistoryRange => historyRangeNames.find((range) => range === name) ?? rememberedRange

interface Props {
  readonly chosen: HistoryRange
  /** Undefined until it is known. */
  readonly hasLongRanges: boolean | undefined
  readonly onChoose: (range: HistoryRange) => void
}

/** How far charts reach back; what needs a Prometheus cannot be chosen without one, and it is said why. */
export const RangeChoice = ({ chosen, hasLongRanges, onChoose }: Props) => (
  <div class="ranges">
    <div class="kinds" role="group" aria-label={historyMessages.choose}>
      {historyRangeNames.map((range) => (
        <button key={range} type="button" aria-pressed={range === chosen} disabled={hasLongRanges === false && range !== rememberedRange} onClick={() => onChoose(range)}>{historyMessages.ranges[range]}</button>
      ))}
    </div>
    {hasLongRanges === false && <p class="label">{historyMessages.noLongRanges}</p>}
  </div>
)
