import type { RunDetails, RunHost, RunList, RunSummary } from '@mimamori/contract'
import { query, resource, type Command, type Invocation } from '../command.ts'
import { loadExactTime } from '../local-time.ts'
import { factLines, table } from '../table.ts'

/** The collector's answer has at most this many runs. */
const pageLimit = 50

type Text = Invocation['text']

/** The action unless it is an update, with the release and its revision; the playbook if there is none of these. */
const subjectOf = ({ action, playbook, release, revision }: RunSummary, text: Text): string => {
  const words = [action === null || action === 'update' ? '' : text.runActions[action], release, revision]
  return words.filter(Boolean).join(' ') || playbook.split('/').at(-1)!
}

const outcomeOf = ({ outcome }: RunSummary, text: Text): string => text.runOutcomes[outcome ?? 'running']

/** A host that an ended run has left without an outcome has no result, however far it had come. */
const hostStateOf = ({ outcome, state }: Pick<RunHost, 'outcome' | 'state'>, { endedAt }: RunSummary): keyof Text['hostStates'] =>
  outcome ?? (endedAt !== null ? 'no_result' : state === 'under_way' ? 'under_way' : 'waiting')

/** `2 updated, 1 failed`. */
const formatCounts = ({ counts, endedAt }: RunSummary, text: Text): string => {
  const withoutResult = endedAt === null ? {} : { waiting: 0, under_way: 0, no_result: counts.waiting + counts.under_way }
  const states = Object.entries({ ...counts, total: 0, ...withoutResult }).filter(([, count]) => count > 0)
  return states.map(([state, count]) =>
    text.countedHosts(count, text.hostStates[state as keyof Text['hostStates']])).join(text.comma) || '–'
}

const listUpdates: Command = {
  words: 'updates list',
  options: { kind: 'runKind' },
  async run (invocation) {
    const { ask, text, value } = invocation
    const { runs, nextCursor } = await ask<RunList>('GET', `/api/updates?${query({
      kind: value('kind') ?? 'update', limit: String(pageLimit)
    })}`)
    return {
      json: runs,
      async lines () {
        if (runs.length === 0) return [text.noRuns]
        const time = await loadExactTime(invocation)
        return table(runs, text, {
          run: 'run', started: ({ startedAt }) => time(startedAt), by: 'by', release: (run) => subjectOf(run, text),
          outcome: (run) => outcomeOf(run, text), devices: (run) => formatCounts(run, text)
        })
      },
      note: nextCursor !== undefined && text.moreRuns(pageLimit)
    }
  }
}

const showUpdate: Command = {
  words: 'updates show',
  positionals: { RUN: 'run' },
  async run (invocation) {
    const { ask, subject, text } = invocation
    const { run, hosts } = await ask<RunDetails>('GET', resource('/api/updates', subject))
    return {
      json: { ...run, hosts },
      async lines () {
        const [{ stepName }, time] = await Promise.all([import('@mimamori/contract/step-name'), loadExactTime(invocation)])
        const facts = factLines([
          ['started', time(run.startedAt)], ['ended', run.endedAt && time(run.endedAt)], ['by', run.by], ['release', subjectOf(run, text)],
          ['outcome', outcomeOf(run, text)], ['message', run.message], ['devices', formatCounts(run, text)]
        ], text)
        return [...await facts, '', ...await table(hosts, text, {
          device: 'host', outcome: (host) => text.hostStates[hostStateOf(host, run)],
          revision: ({ fromRevision, toRevision }) => [...new Set([
            fromRevision, toRevision
          ])].filter((revision) => revision !== null).join(' → ') || '–',
          step: ({ step }) => step && stepName(step), message: ({ message }) => message?.split('\n')[0] ?? ''
        })]
      }
    }
  }
}

export const updateCommands: readonly Command[] = [listUpdates, showUpdate]
