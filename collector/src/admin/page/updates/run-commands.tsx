import type { RunSummary } from '@mimamori/contract'
import { CopyLine } from '../parts/copy-line.tsx'
import { words } from '../words.ts'
import { hasUnsuccessful } from './run-condition.ts'

const script = './scripts/update-all-clients.sh'

/** The exact commands for what can be done about a run; the page itself changes nothing. */
export const RunCommands = ({ run: { run, origin, endedAt, ...rest } }: { run: RunSummary }) => {
  const running = endedAt === null
  if (!running && !hasUnsuccessful(rest)) return null
  return (
    <section aria-label={words.updates.commands}>
      <h2>{words.updates.commands}</h2>
      {origin === 'callback'
        ? <p>{words.updates.ownPlaybook}</p>
        : running
          ? (
              <>
                <CopyLine what={words.updates.attach} command={`${script} --attach ${run}`} />
                <CopyLine what={words.updates.cancel} command={`${script} --cancel ${run}`} />
              </>
            )
          : <CopyLine what={words.updates.repeat} command={`${script} --only-failed ${run}`} />}
    </section>
  )
}
