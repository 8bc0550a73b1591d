import { auditText } from '@mimamori/contract/audit-text'
import type { Known } from '../server/page-props.ts'
import { useQuery } from '../components/navigation/use-query.ts'
import { CopyLine } from '../components/copy-line.tsx'
import { server } from '../server/server-info.ts'
import { useRole } from '../server/use-role.ts'
import { auditMessages } from './messages.ts'
import { language } from '../text/language.ts'
import { frame, messages } from '../text/messages.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditRow } from './audit-row.tsx'
import { useAudit, type AuditFilter } from './use-audit.ts'

const atOnce = 50

/** An address may have been typed. */
const knownAction = (action: string | null): string | undefined => action !== null && Object.hasOwn(auditText[language].actions, action) ? action : undefined

/** Who changed what, for administrators. */
export const AuditPage = ({ fleet }: Pick<Known, 'fleet'>) => {
  const role = useRole()
  return (
    <>
      <h1>{frame.audit}</h1>
      {role === 'admin' && <Changes devices={[...fleet.clients.keys()]} />}
      {role !== undefined && role !== 'admin' && <CopyLine what={auditMessages.viewer} command={`${server.command} login`} />}
    </>
  )
}

const Changes = ({ devices }: { readonly devices: readonly string[] }) => {
  const [query, change] = useQuery()
  const filter: AuditFilter = { device: query.get('device') ?? undefined, actor: query.get('actor') ?? undefined, action: knownAction(query.get('action')) }
  const isNarrowed = (filter.device ?? filter.actor ?? filter.action) !== undefined
  return (
    <>
      <p class="audit-hint">{auditMessages.hint}</p>
      <AuditFilters filter={filter} devices={devices} change={change} />
      {isNarrowed && <p class="shown"><button type="button" class="quiet" onClick={() => change({ device: undefined, actor: undefined, action: undefined })}>{auditMessages.all}</button></p>}
      <Entries key={JSON.stringify(filter)} filter={filter} none={isNarrowed ? auditMessages.nothingMatches : auditMessages.none} />
    </>
  )
}

const Entries = ({ filter, none }: { readonly filter: AuditFilter, readonly none: string }) => {
  const { entries, isUnknownDevice, older } = useAudit(filter, atOnce)
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
