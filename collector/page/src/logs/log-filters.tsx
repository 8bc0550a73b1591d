import type { ClientStatus } from '@mimamori/contract'
import { SearchField } from '../components/search-field.tsx'
import { logMessages } from './messages.ts'
import { messages } from '../text/messages.ts'
import type { Change, LogView } from './log-view.ts'
import { TimeFilter } from './time-filter.tsx'

interface Props {
  readonly view: LogView
  readonly clients: readonly ClientStatus[]
  readonly serverNowMs: number
  readonly change: Change
}

/** What the server looks for at most. */
const longestText = 200

/** Each level with those above it. */
const levelChoices = [['info', 'info,warn,error'], ['warn', 'warn,error'], ['error', 'error']] as const

/** What narrows the list of log lines. Another device, site or text is another search: it is not around one line. */
export const LogFilters = ({ view, clients, serverNowMs, change }: Props) => {
  const { level, site, device, text, isLive } = view
  const narrow: Change = (changes) => change({ ...changes, around: undefined })
  const sites = clients.map((client) => client.site).filter((each) => each !== '')
  return (
    <form class="filters" role="search" aria-label={messages.filters} onSubmit={(event) => event.preventDefault()}>
      <SearchField hint={logMessages.hint} text={text} maxLength={longestText} change={(q) => narrow({ q })} />
      <label>
        <span>{messages.device}</span>
        <input type="search" list="log-devices" value={device ?? ''} placeholder="pi-kiosk-03" autocomplete="off" onChange={({ currentTarget: { value } }) => narrow({ device: value.trim() === '' ? undefined : value.trim() })} />
        <datalist id="log-devices">{clients.map(({ clientId, name }) => <option key={clientId} value={clientId}>{name}</option>)}</datalist>
      </label>
      <label>
        <span>{messages.site}</span>
        <select value={site ?? ''} onChange={({ currentTarget: { value } }) => narrow({ site: value === '' ? undefined : value })}>
          <option value="">{messages.anySite}</option>
          {[...new Set(site === undefined ? sites : [...sites, site])].sort().map((each) => <option key={each}>{each}</option>)}
        </select>
      </label>
      <label class="levels">
        <span>{logMessages.level}</span>
        <select value={level ?? ''} onChange={({ currentTarget: { value } }) => narrow({ level: value === '' ? undefined : value })}>
          <option value="">{logMessages.levels.all}</option>
          {levelChoices.map(([name, value]) => <option key={name} value={value}>{logMessages.levels[name]}</option>)}
          {level !== undefined && !levelChoices.some(([, value]) => value === level) && <option value={level}>{level}</option>}
        </select>
      </label>
      {!isLive && <TimeFilter view={view} serverNowMs={serverNowMs} change={narrow} />}
    </form>
  )
}
