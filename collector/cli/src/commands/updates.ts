import type { RunDetails, RunHost, RunList, RunSummary } from '@mimamori/contract'
import { flag, option, type Command, type Invocation } from '../command.ts'
import { loadExactTime } from '../own-time.ts'

/** The collector's answer has at most this many runs. */
const pageLimit = 50

type Text = Invocation['text']

/** What was done: an action other than an update, and the release and its revision; otherwise the playbook. */
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
  return states.map(([state, count]) => text.countedHosts(count, text.hostStates[state as keyof Text['hostStates']])).join(text.comma) || '–'
}

export const listUpdates: Command = {
  words: 'updates list',
  positionals: {},
  options: { kind: option('runKind'), json: flag },
  async run ({ collector, flag: given, language, option: value, print, printError, text }) {
    const query = new URLSearchParams({ kind: value('kind') ?? 'update', limit: String(pageLimit) })
    const { runs, nextCursor } = await collector.ask<RunList>('GET', `/api/updates?${query}`)
    if (given('json')) print(JSON.stringify(runs))
    else if (runs.length === 0) print(text.noRuns)
    else {
      const [{ textTable }, exactTime] = await Promise.all([import('@mimamori/program/text-table'), loadExactTime(language)])
      const columns = ['run', 'began', 'by', 'subject', 'outcome', 'devices'] as const
      const rows = runs.map((run) => [run.run, exactTime(run.startedAt), run.by ?? '–', subjectOf(run, text), outcomeOf(run, text), formatCounts(run, text)])
      for (const line of textTable([columns.map((column) => text.runColumns[column]), ...rows])) print(line)
    }
    if (nextCursor !== undefined) printError(text.moreRuns(pageLimit))
  }
}

export const showUpdate: Command = {
  words: 'updates show',
  positionals: { RUN: 'run' },
  options: { json: flag },
  async run ({ collector, flag: given, language, positionals: [id], print, text }) {
    const { run, hosts } = await collector.ask<RunDetails>('GET', `/api/updates/${encodeURIComponent(id!)}`)
    if (given('json')) {
      print(JSON.stringify({ ...run, hosts }))
      return
    }
    const [{ textTable }, { stepWords }, exactTime] = await Promise.all([
      import('@mimamori/program/text-table'), import('@mimamori/contract/step-words'), loadExactTime(language)
    ])
    const facts = {
      began: exactTime(run.startedAt), ended: run.endedAt === null ? '' : exactTime(run.endedAt), by: run.by, subject: subjectOf(run, text),
      outcome: outcomeOf(run, text), message: run.message, devices: formatCounts(run, text)
    } as const
    for (const line of textTable(Object.entries(facts).flatMap(([name, fact]) => fact ? [[text.runFacts[name as keyof typeof facts], fact]] : []))) print(line)
    const columns = ['host', 'outcome', 'revision', 'step', 'message'] as const
    const rows = hosts.map(({ host, fromRevision, toRevision, step, message, ...state }) => [
      host, text.hostStates[hostStateOf(state, run)], [...new Set([fromRevision, toRevision])].filter((revision) => revision !== null).join(' → ') || '–',
      step === null ? '–' : stepWords(step), message?.split('\n')[0] ?? ''
    ])
    for (const line of ['', ...textTable([columns.map((column) => text.hostColumns[column]), ...rows])]) print(line)
  }
}
