import type { RunHost } from '@mimamori/contract'
import { stepWords } from '@mimamori/contract/step-words'
import { updateMessages } from './messages.ts'

/** At which step, what was said, and, folded, what the unit that failed had logged. */
export const HostMessage = ({ host: { step, message, journal } }: { host: Pick<RunHost, 'step' | 'message' | 'journal'> }) => (
  <>
    {step !== null && <span class="step">{stepWords(step)}</span>}
    {message !== null && <span class="reported">{message}</span>}
    {journal !== null && journal.lines.length > 0 && (
      <details>
        <summary>{updateMessages.journal(journal.unit, journal.lines.length)}</summary>
        <pre tabIndex={0}>{journal.lines.join('\n')}</pre>
      </details>
    )}
  </>
)
