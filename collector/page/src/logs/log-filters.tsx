import type { ClientStatus } from '@mimamori/contract'
import { DeviceFilter, Filters, Labelled, SearchField, SiteFilter } from '../components/index.ts'
import type { Change, LogView } from './log-view.ts'
import { logMessages } from './messages.ts'
import { TimeFilter } from './time-filter.tsx'

interface Props {
  readonly view: LogView
  readonly clients: readonly ClientStatus[]
  readonly serverNowMs: number
  readonly change: Change
}

const longestText = 200

/** Each level with those above it. */
const levelChoices = [['info', 'info,warn,error'], ['warn', 'warn,error'], ['error', 'error']] as const

/** The filters of the log. Another device, site or text is another search: it is not around one line. */
export const LogFilters = ({ view, clients, serverNowMs, change }: Props) => {
  const { level, site, device, text, isLive } = view
  const narrow: Change = (changes) => change({ ...changes, around: undefined })
  return (
    <Filters>
      <SearchField hint={logMessages.hint} text={text} maxLength={longestText} change={(q) => narrow({ q })} />
      <DeviceFilter value={device} choices={clients} change={(next) => narrow({ device: next })} />
      <SiteFilter value={site} devices={clients} change={(next) => narrow({ site: next })} />
      <Labelled label={logMessages.level} class="levels">
        <select value={level ?? ''} onChange={({ currentTarget: { value } }) => narrow({ level: value === '' ? undefined : value })}>
          <option value="">{logMessages.levels.all}</option>
          {levelChoices.map(([name, value]) => <option key={name} value={value}>{logMessages.levels[name]}</option>)}
          {level !== undefined && !levelChoices.some(([, value]) => value === level) && <option value={level}>{level}</option>}
        </select>
      </Labelled>
      {!isLive && <TimeFilter view={view} serverNowMs={serverNowMs} change={narrow} />}
    </Filters>
  )
}
