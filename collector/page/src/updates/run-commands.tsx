import type { RunHost, RunSummary } from '@mimamori/contract'
import { CopyLine } from '../components/index.ts'
import { updateMessages } from './messages.ts'
import { canBeResumed, hasUnsuccessful, limitOption, unsuccessful } from './run-condition.ts'

const script = './scripts/update-all-clients.sh'

/** The exact commands for a run; the page itself changes nothing. */
export const RunCommands = ({ run: { run, origin, endedAt, ...rest }, hosts }: { run: RunSummary, hosts: Iterable<RunHost> }) => {
  const running = endedAt === null
  if (running ? origin === 'callback' : !hasUnsuccessful(rest)) return null
  return (
    <section aria-label={updateMessages.commands}>
      <h2>{updateMessages.commands}</h2>
      {origin === 'callback'
        ? <CopyLine what={updateMessages.repeatPlaybook} command={limitOption(unsuccessful(hosts))} />
        : running
          ? (
              <>
                <CopyLine what={updateMessages.attach} command={`${script} --attach ${run}`} />
                <CopyLine what={updateMessages.cancel} command={`${script} --cancel ${run}`} />
              </>
            )
          : (
              <>
                {canBeResumed(rest) && <CopyLine what={updateMessages.resume} command={`${script} --resume ${run}`} />}
                <CopyLine what={updateMessages.repeat} command={`${script} --only-failed ${run}`} />
              </>
            )}
    </section>
  )
}
