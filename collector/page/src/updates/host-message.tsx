import type { RunHost } from '@mimamori/contract'
import { stepName } from '@mimamori/contract/step-name'
import { updateMessages } from './messages.ts'

/** The step, its message, and, folded, the log of the unit that failed. */
export const HostMessage = ({ host: { step, message, journal } }: { host: Pick<RunHost, 'step' | 'message' | 'journal'> }) => (
  <>
    {step !== null && <span class="step">{stepName(step)}</span>}
    {message !== null && <span class="reported">{message}</span>}
    {journal !== null && journal.lines.length > 0 && (
      <details>
        <summary>{updateMessages.journal(journal.unit, journal.lines.length)}</summary>
        <pre tabIndex={0}>{journal.lines.join('\n')}</pre>
      </details>
    )}
  </>
)
