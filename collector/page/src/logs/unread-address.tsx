import { words } from '../words.ts'
import type { Change, LogView } from './log-view.ts'

/** What of the address nobody can read: what it says, what was expected, and how to do without. Lines that were not asked for are not shown in their place. */
export const UnreadAddress = ({ unread, change }: Pick<LogView, 'unread'> & { readonly change: Change }) => (
  <div class="banner unread" role="alert">
    {unread.map(({ name, value }) => <span key={name}>{words.logs.unread(`${name}=${value}`, words.logs.expected[name])}</span>)}
    <button type="button" onClick={() => change(Object.fromEntries(unread.map(({ name }) => [name, undefined])))}>{words.logs.dropUnread}</button>
  </div>
)
