import type { AuditEntry } from '@mimamori/contract'
import { actorWords, auditText, changeWords, subjectWords } from '@mimamori/contract/audit-text'
import { Link } from '../components/index.ts'
import { formatExactTime, language, localTimeZone } from '../text/index.ts'
import { auditMessages } from './messages.ts'

/** A device's name leads to its page, even if it was deleted since: the page says so. */
const Subject = ({ entry }: { readonly entry: AuditEntry }) => {
  const { type, name } = entry.subject
  if (type === 'device' && name !== null) return <Link to={`/admin/devices/${name}`}>{name}</Link>
  return <>{subjectWords(entry)}</>
}

/** One change: the action, its subject, the new values, the author, the time and the origin. */
export const AuditRow = ({ entry, showsSubject }: { readonly entry: AuditEntry, readonly showsSubject: boolean }) => {
  const { at, actor, action, changes } = entry
  return (
    <li class="audited">
      <div>
        <time dateTime={at}>{formatExactTime(at)}</time>
        <span class="place">{actorWords(entry, language)} · {auditMessages.from(actor.address)}</span>
      </div>
      <div><strong>{auditText[language].actions[action]}</strong>{showsSubject && <> <Subject entry={entry} /></>}</div>
      <ul>{changes.map((change) => <li key={change.field}>{changeWords(change, entry, { language, timeZone: localTimeZone() })}</li>)}</ul>
    </li>
  )
}
