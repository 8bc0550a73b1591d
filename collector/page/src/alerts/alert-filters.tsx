import { alertMessages } from './messages.ts'
import { messages } from '../text/messages.ts'
import type { AlertFilter } from './load-alerts.ts'

interface Props {
  readonly filter: AlertFilter
  /** What can be chosen. */
  readonly devices: readonly string[]
  readonly sites: readonly string[]
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void
}

/** By what the list of alerts is narrowed: a whole name, since the server looks for that. */
export const AlertFilters = ({ filter, devices, sites, change }: Props) => {
  const narrowBy = (name: 'device' | 'name') => ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => change({ [name]: value.trim() === '' ? undefined : value.trim() })
  return (
    <form class="filters" role="search" aria-label={messages.filters} onSubmit={(event) => event.preventDefault()}>
      <label>
        <span>{messages.site}</span>
        <select value={filter.site ?? ''} onChange={({ currentTarget: { value } }) => change({ site: value === '' ? undefined : value })}>
          <option value="">{messages.anySite}</option>
          {[...new Set(filter.site === undefined ? sites : [...sites, filter.site])].sort().map((site) => <option key={site}>{site}</option>)}
        </select>
      </label>
      <label>
        <span>{messages.device}</span>
        <input type="search" list="alert-devices" value={filter.device ?? ''} placeholder="pi-kiosk-03" autocomplete="off" onChange={narrowBy('device')} />
        <datalist id="alert-devices">{devices.map((id) => <option key={id} value={id} />)}</datalist>
      </label>
      <label>
        <span>{alertMessages.alertName}</span>
        <input type="search" value={filter.name ?? ''} placeholder="DeviceSilent" autocomplete="off" onChange={narrowBy('name')} />
      </label>
    </form>
  )
}
