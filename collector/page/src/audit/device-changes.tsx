import { Link } from '../components/index.ts'
import { useRole } from '../server/index.ts'
import { AuditRow } from './audit-row.tsx'
import { auditMessages } from './messages.ts'
import { useAudit } from './use-audit.ts'

const pageSize = 5

interface Props {
  readonly id: string
  /** Differs after each change that was made here. */
  readonly mark: unknown
}

/** The last changes of a device, and a link to all; for administrators. */
export const DeviceChanges = (props: Props) => useRole() === 'admin' ? <Changes {...props} /> : null

const Changes = ({ id, mark }: Props) => {
  const { entries } = useAudit({ device: id }, pageSize, mark)
  if (!entries) return null
  const { title, none, all } = auditMessages.device
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {entries.length === 0
        ? <p class="nothing">{none}</p>
        : (
            <>
              <ol class="audit">
                {entries.map((entry) => <AuditRow key={entry.id} entry={entry} showsSubject={entry.subject.name !== id} />)}
              </ol>
              <p class="links"><Link to={`/admin/audit?device=${encodeURIComponent(id)}`}>{all}</Link></p>
            </>
          )}
    </section>
  )
}
