import { failuresBorne } from '../plan/budget.ts'
import type { Plan, Wave } from '../plan/plan.ts'
import { isOffline } from '../plan/plan-waves.ts'
import type { RunText } from '../text/run-text.en.ts'
import { columns } from './columns.ts'

/** More would fill the screen; `--plan --json` has them all. */
const hostsShown = 8
const someOf = (hosts: readonly string[]): string => hosts.slice(0, hostsShown).join(', ') + (hosts.length > hostsShown ? `, … +${hosts.length - hostsShown}` : '')

/** The plan as a person reads it before saying yes. */
export const planLines = (plan: Plan, waves: readonly Wave[], text: RunText): string[] => {
  const { plan: words } = text
  const offline = plan.hosts.filter(isOffline)
  const rows = waves.map(({ canary, batches }, index) => {
    const alone = batches.filter((batch) => batch.length === 1).length
    const hosts = batches.flat()
    return [`  ${canary ? words.canary : words.wave(index + 1)}`, String(hosts.length), someOf(hosts) + (batches.length > 1 ? ` (${words.oneByOne(alone)})` : '')]
  })
  return [
    words.title(plan.run),
    words.release(plan.release, plan.reference, plan.revision),
    words.hosts(plan.hosts.length, waves.length),
    ...columns(rows),
    ...offline.length > 0 ? [words.offline(offline.map(({ host, presence }) => `${host} (${text.presence[presence]})`))] : [],
    words.budget(failuresBorne(plan, { inCanary: true }), failuresBorne(plan, { inCanary: false })),
    ...plan.check ? [words.check] : []
  ]
}
