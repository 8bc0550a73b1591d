import type { RunHost, RunSummary } from '@mimamori/contract'
import { CopyLine } from '../parts/copy-line.tsx'
import { words } from '../words.ts'
import { limitOption } from './limit-option.ts'
import { canBeResumed, hasUnsuccessful, unsuccessful } from './run-condition.ts'

const script = './scripts/update-all-clients.sh'

/** The exact commands for what can be done about a run; the page itself changes nothing. */
export const RunCommands = ({ run: { run, origin, endedAt, ...rest }, hosts }: { run: RunSummary, hosts: Iterable<RunHost> }) => {
  const running = endedAt === null
  if (running ? origin === 'callback' : !hasUnsuccessful(rest)) return null
  return (
    <section aria-label={words.updates.commands}>
      <h2>{words.updates.commands}</h2>
      {origin === 'callback'
        ? <CopyLine what={words.updates.ownPlaybook} command={limitOption(unsuccessful(hosts))} />
        : running
          ? (
              <>
                <CopyLine what={words.updates.attach} command={`${script} --attach ${run}`} />
                <CopyLine what={words.updates.cancel} command={`${script} --cancel ${run}`} />
              </>
            )
          : (
              <>
                {canBeResumed(rest) && <CopyLine what={words.updates.resume} command={`${script} --resume ${run}`} />}
                <CopyLine what={words.updates.repeat} command={`${script} --only-failed ${run}`} />
              </>
            )}
    </section>
  )
}
