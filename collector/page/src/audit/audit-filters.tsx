import { auditText } from '@mimamori/contract/audit-text'
import { auditMessages } from './messages.ts'
import { language } from '../text/language.ts'
import { messages } from '../text/messages.ts'
import type { AuditFilter } from './use-audit.ts'

interface Props {
  readonly filter: AuditFilter
  /** What can be chosen. */
  readonly devices: readonly string[]
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void
}

/** By what the audit log is narrowed: a whole name, since the server looks for that. */
export const AuditFilters = ({ filter, devices, change }: Props) => {
  const narrowBy = (name: keyof AuditFilter) => ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => change({ [name]: value.trim() === '' ? undefined : value.trim() })
  const { filters } = auditMessages
  return (
    <form class="filters" role="search" aria-label={messages.filters} onSubmit={(event) => event.preventDefault()}>
      <label>
        <span>{filters.device}</span>
        <input type="search" list="audit-devices" value={filter.device ?? ''} placeholder="pi-kiosk-03" autocomplete="off" onChange={narrowBy('device')} />
        <datalist id="audit-devices">{devices.map((id) => <option key={id} value={id} />)}</datalist>
      </label>
      <label>
        <span>{filters.actor}</span>
        <input type="search" value={filter.actor ?? ''} placeholder="admin" autocomplete="off" onChange={narrowBy('actor')} />
      </label>
      <label>
        <span>{filters.action}</span>
        <select value={filter.action ?? ''} onChange={narrowBy('action')}>
          <option value="">{filters.anyAction}</option>
          {Object.entries(auditText[language].actions).map(([action, name]) => <option key={action} value={action}>{name}</option>)}
        </select>
      </label>
    </form>
  )
}
