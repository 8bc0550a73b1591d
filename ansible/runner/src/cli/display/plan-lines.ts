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
const leftOutLines = (leftOut: readonly UpdatedSince[], words: RunText['plan']): string[] => {
  const byRun = Map.groupBy(leftOut, ({ run }) => run)
  return [
    words.leftOut,
    ...textTable([...byRun].map(([run, devices]) => [
      `  ${run}`, [...new Set(devices.map(({ revision }) => shortRevision(revision)))].join(', '), someOf(devices.map(({ host }) => host))
    ])),
    words.nameThem(leftOut.map(({ host }) => host).join(','))
  ]
}

/** The plan, for a person to confirm. */
export const planLines = (plan: Plan, waves: readonly Wave[], text: RunText): string[] => {
  const { plan: words } = text
  const action = actionOf(plan)
  const offline = plan.hosts.filter(isOffline)
  const rows = waves.map(({ canary, batches }, index) => {
    const alone = batches.filter((batch) => batch.length === 1).length
    const hosts = batches.flat()
    return [
      `  ${canary ? words.canary : words.wave(index + 1)}`, String(hosts.length),
      someOf(hosts) + (batches.length > 1 ? ` (${words.oneByOne(alone)})` : '')
    ]
  })
  return [
    words.title(plan.run),
    ...plan.resumes === undefined ? [] : [words.resumes(plan.resumes)],
    installs(action) ? words.release(plan.release, plan.reference, plan.revision) : text.actions[action].does,
    ...plan.revisionGroups === undefined ? [] : textTable(plan.revisionGroups.map(({ release, revision, groups, hosts }) =>
      [
        `  ${[release, revision === undefined ? words.byInventory : shortRevision(revision)].filter(Boolean).join(' ')}`,
        String(hosts.length), groups.length > 0 ? groups.join(', ') : someOf(hosts)
      ])),
    words.hosts(plan.hosts.length, waves.length),
    ...textTable(rows),
    ...offline.length > 0 ? [words.offline(offline.map(({ host, connection }) => `${host} (${text.connection[connection]})`))] : [],
    ...plan.leftOut === undefined ? [] : leftOutLines(plan.leftOut, words),
    ...plan.canary === 0 ? [words.noCanary] : [],
    ...plan.unnamedReleases === undefined ? [] : [words.unnamedReleases(plan.unnamedReleases)],
    ...plan.pausedOff === undefined ? [] : [words.pausedOff(plan.pausedOff)],
    ...plan.pinned === undefined ? [] : [words.pinned(plan.pinned)],
    ...plan.notBefore === undefined ? [] : [words.notBefore(localTime(Date.parse(plan.notBefore)))],
    ...plan.window ? [words.window(windowText(plan.window))] : [],
    ...plan.soakMinutes === undefined ? [] : [words.soak(plan.soakMinutes)],
    words.budget(failuresBorne(plan, { inCanary: plan.canary > 0 }), failuresBorne(plan, { inCanary: false })),
    ...plan.variables['release_force'] === true || plan.variables['agent_force'] === true ? [words.force] : [],
    ...plan.check ? [words.check] : []
  ]
}
