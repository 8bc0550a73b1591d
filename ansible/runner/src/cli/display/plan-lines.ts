import { installs } from '@mimamori/contract'
import { textTable } from '@mimamori/program/text-table'
import { actionOf } from '../../plan/action.ts'
import { failuresBorne } from '../../plan/budget.ts'
import type { Plan, UpdatedSince, Wave } from '../../plan/plan.ts'
import { isOffline } from '../../plan/plan-waves.ts'
import { localTime } from '../../settings/schedule/local-time.ts'
import { windowText } from '../../settings/schedule/window.ts'
import type { RunText } from '../../text/run-text.en.ts'
import { shortRevision } from './short-revision.ts'

/** More would fill the screen; `--plan --json` has them all. */
const hostsShown = 8
const someOf = (hosts: readonly string[]): string =>
  hosts.slice(0, hostsShown).join(', ') + (hosts.length > hostsShown ? `, … +${hosts.length - hostsShown}` : '')

/** One line for each run: a run that is named twice would be taken for the one that has begun (scripts/update-all-clients.sh). */
const leftOutLines = (leftOut: readonly UpdatedSince[], messages: RunText['plan']): string[] => {
  const byRun = Map.groupBy(leftOut, ({ run }) => run)
  return [
    messages.leftOut,
    ...textTable([...byRun].map(([run, devices]) => [
      `  ${run}`, [...new Set(devices.map(({ revision }) => shortRevision(revision)))].join(', '), someOf(devices.map(({ host }) => host))
    ])),
    messages.nameThem(leftOut.map(({ host }) => host).join(','))
  ]
}

/** The plan, for a person to confirm. */
export const planLines = (plan: Plan, waves: readonly Wave[], text: RunText): string[] => {
  const { plan: messages } = text
  const action = actionOf(plan)
  const offline = plan.hosts.filter(isOffline)
  const rows = waves.map(({ canary, batches }, index) => {
    const alone = batches.filter((batch) => batch.length === 1).length
    const hosts = batches.flat()
    return [
      `  ${canary ? messages.canary : messages.wave(index + 1)}`, String(hosts.length),
      someOf(hosts) + (batches.length > 1 ? ` (${messages.oneByOne(alone)})` : '')
    ]
  })
  return [
    messages.title(plan.run),
    ...plan.resumes === undefined ? [] : [messages.resumes(plan.resumes)],
    installs(action) ? messages.release(plan.release, plan.reference, plan.revision) : text.actions[action].does,
    ...plan.revisionGroups === undefined ? [] : textTable(plan.revisionGroups.map(({ release, revision, groups, hosts }) =>
      [
        `  ${[release, revision === undefined ? messages.byInventory : shortRevision(revision)].filter(Boolean).join(' ')}`,
        String(hosts.length), groups.length > 0 ? groups.join(', ') : someOf(hosts)
      ])),
    messages.hosts(plan.hosts.length, waves.length),
    ...textTable(rows),
    ...offline.length > 0 ? [messages.offline(offline.map(({ host, connection }) => `${host} (${text.connection[connection]})`))] : [],
    ...plan.leftOut === undefined ? [] : leftOutLines(plan.leftOut, messages),
    ...plan.canary === 0 ? [messages.noCanary] : [],
    ...plan.unnamedReleases === undefined ? [] : [messages.unnamedReleases(plan.unnamedReleases)],
    ...plan.pausedOff === undefined ? [] : [messages.pausedOff(plan.pausedOff)],
    ...plan.pinned === undefined ? [] : [messages.pinned(plan.pinned)],
    ...plan.notBefore === undefined ? [] : [messages.notBefore(localTime(Date.parse(plan.notBefore)))],
    ...plan.window ? [messages.window(windowText(plan.window))] : [],
    ...plan.soakMinutes === undefined ? [] : [messages.soak(plan.soakMinutes)],
    messages.budget(failuresBorne(plan, { inCanary: plan.canary > 0 }), failuresBorne(plan, { inCanary: false })),
    ...plan.variables['release_force'] === true || plan.variables['agent_force'] === true ? [messages.force] : [],
    ...plan.check ? [messages.check] : []
  ]
}
