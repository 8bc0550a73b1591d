import type { ClientStatus } from '@mimamori/contract'
import { auditText } from '@mimamori/contract/audit-text'
import { CopyLine, DeviceFilter, Filters, Labelled, NameFilter, useQuery } from '../components/index.ts'
import { server, useRole, type PageProps } from '../server/index.ts'
import { frame, language, messages } from '../text/index.ts'
import { AuditRow } from './audit-row.tsx'
import { auditMessages } from './messages.ts'
import { useAudit, type AuditFilter } from './use-audit.ts'

const pageSize = 50

/** An address may have been typed. */
const knownAction = (action: string | null): string | undefined =>
  action !== null && Object.hasOwn(auditText[language].actions, action) ? action : undefined

/** The audit log, for administrators. */
export const AuditPage = ({ fleet }: Pick<PageProps, 'fleet'>) => {
  const role = useRole()
  return (
    <>
      <h1>{frame.audit}</h1>
      {role === 'admin' && <Changes clients={[...fleet.clients.values()]} />}
      {role !== undefined && role !== 'admin' && <CopyLine what={auditMessages.viewer} command={`${server.command} login`} />}
    </>
  )
}

const Changes = ({ clients }: { readonly clients: readonly ClientStatus[] }) => {
  const [query, change] = useQuery()
  const filter: AuditFilter = {
    device: query.get('device') ?? undefined,
    actor: query.get('actor') ?? undefined,
    action: knownAction(query.get('action'))
  }
  const isNarrowed = (filter.device ?? filter.actor ?? filter.action) !== undefined
  return (
    <>
      <p class="audit-hint">{auditMessages.hint}</p>
      <Filters>
        <DeviceFilter value={filter.device} choices={clients} change={(device) => change({ device })} />
        <NameFilter label={auditMessages.filters.actor} value={filter.actor} placeholder="admin" change={(actor) => change({ actor })} />
        <Labelled label={auditMessages.filters.action}>
          <select value={filter.action ?? ''} onChange={({ currentTarget: { value } }) => change({ action: value || undefined })}>
            <option value="">{auditMessages.filters.anyAction}</option>
            {Object.entries(auditText[language].actions).map(([action, name]) => <option key={action} value={action}>{name}</option>)}
          </select>
        </Labelled>
      </Filters>
      {isNarrowed && (
        <p class="shown">
          <button type="button" class="quiet" onClick={() => change({ device: undefined, actor: undefined, action: undefined })}>
            {auditMessages.all}
          </button>
        </p>
      )}
      <Entries key={JSON.stringify(filter)} filter={filter} none={isNarrowed ? auditMessages.nothingMatches : auditMessages.none} />
    </>
  )
}

const Entries = ({ filter, none }: { readonly filter: AuditFilter, readonly none: string }) => {
  const { entries, isUnknownDevice, older } = useAudit(filter, pageSize)
  if (isUnknownDevice) return <p class="nothing">{messages.unknownDevice(filter.device!)}</p>
  if (!entries) return <p class="loading">{auditMessages.loading}</p>
  if (entries.length === 0) return <p class="nothing">{none}</p>
  return (
    <>
      <ol class="audit">{entries.map((entry) => <AuditRow key={entry.id} entry={entry} showsSubject />)}</ol>
      {older && <p class="older"><button type="button" onClick={older}>{auditMessages.older}</button></p>}
    </>
  )
}
