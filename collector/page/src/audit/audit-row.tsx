import type { AuditEntry } from '@mimamori/contract'
import { actorWords, auditText, changeWords, subjectWords } from '@mimamori/contract/audit-text'
import { exactWords, ownTimeZone } from '../text/times.ts'
import { followHere } from '../components/navigation/path.ts'
import { auditMessages } from './messages.ts'
import { language } from '../text/language.ts'

/** What an entry is about; a device's name leads to its page, which says so where it was deleted since. */
const Subject = ({ entry }: { readonly entry: AuditEntry }) => {
  const { type, name } = entry.subject
  if (type === 'device' && name !== null) return <a href={`/admin/devices/${name}`} onClick={followHere}>{name}</a>
  return <>{subjectWords(entry)}</>
}

/** One change: what was done, of what, to what, by whom, when and from where. */
export const AuditRow = ({ entry, showsSubject }: { readonly entry: AuditEntry, readonly showsSubject: boolean }) => {
  const { at, actor, action, changes } = entry
  return (
    <li class="audited">
      <div>
        <time dateTime={at}>{exactWords(at)}</time>
        <span class="place">{actorWords(entry, language)} · {auditMessages.from(actor.address)}</span>
      </div>
      <div><strong>{auditText[language].actions[action]}</strong>{showsSubject && <> <Subject entry={entry} /></>}</div>
      <ul>{changes.map((change) => <li key={change.field}>{changeWords(change, entry, { language, timeZone: ownTimeZone() })}</li>)}</ul>
    </li>
  )
}
