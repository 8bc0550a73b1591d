import { logMessages } from './messages.ts'
import type { Change, LogView } from './log-view.ts'

/** Shown instead of lines that were not asked for: which parameters of the address are invalid, what was expected, and a button to drop them. */
export const InvalidParameters = ({ invalid, change }: Pick<LogView, 'invalid'> & { readonly change: Change }) => (
  <div class="banner" role="alert">
    {invalid.map(({ name, value }) => <span key={name}>{logMessages.invalid(`${name}=${value}`, logMessages.expected[name])}</span>)}
    <button type="button" onClick={() => change(Object.fromEntries(invalid.map(({ name }) => [name, undefined])))}>{logMessages.dropInvalid}</button>
  </div>
)
