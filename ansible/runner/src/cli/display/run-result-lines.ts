import { isFailure, isSuccess, type HostFinished } from '@mimamori/contract'
import { stepName } from '@mimamori/contract/step-name'
import { textTable } from '@mimamori/program/text-table'
import type { RunResult } from '../../state/run-result.ts'
import type { RunText } from '../../text/run-text.en.ts'
import { printable } from '../../platform/terminal/printable.ts'
import { shortRevision } from './short-revision.ts'

const indent = (text: string, by: string): string[] => printable(text).split('\n').map((line) => `${by}${line}`)

/** Further facts about a device: its step, message and last lines of its journal. */
const details = ({ step, message, journal }: HostFinished, text: RunText['result']): string[] => [
  ...step === undefined ? [] : [`    ${text.step(printable(stepName(step)))}`],
  ...message === undefined ? [] : indent(message, '    '),
  ...journal === undefined ? [] : [`    ${text.journal(journal.unit)}`, ...journal.lines.flatMap((line) => indent(line, '      '))]
]

/**
 * The result of a run: one line for each device, the reason below each that failed. A run that ended before Ansible began has no output.
 */
export const runResultLines = (runResult: RunResult, text: RunText, outputFile: string | undefined): string[] => {
  const { run, outcome, exitCode, check, queuesUnreachable, revision, counts, hosts, message, warnings, pinned } = runResult
  const rows = hosts.map((host) => [
    host.host, text.states[host.outcome], shortRevision(host.fromRevision), shortRevision(host.toRevision),
    text.duration(host.durationSeconds)
  ])
  const [header, ...lines] = textTable([text.result.columns, ...rows])
  // In a run that succeeded, a skipped device is off on purpose.
  const isAnyLeft = exitCode !== 0 && hosts.some(({ outcome: of }) => !isSuccess(of))
  const isRefused = revision !== undefined && outcome === 'failed' && hosts.some(({ outcome: of, step }) =>
    isFailure(of) && step === 'soak')
  return [
    '',
    header!,
    ...hosts.flatMap((host, index) => [lines[index]!, ...details(host, text.result)]),
    '',
    `${text.result.title({ run, outcome: text.result.outcomes[outcome] })}${message === undefined ? '' : ` · ${message}`}`,
    Object.entries(text.states).flatMap(([place, name]) => counts[place as keyof typeof text.states] > 0
      ? [text.count(name, counts[place as keyof typeof text.states])]
      : []).join(text.separator),
    ...check ? [text.result.check] : [],
    ...warnings.map((warning) => text.result.warning(warning)),
    ...pinned === undefined ? [] : [text.plan.pinned(pinned)],
    ...counts.unreachable > 0 && !check && queuesUnreachable !== false ? [
      message === undefined ? text.result.queued(counts.unreachable) : text.result.notQueued(counts.unreachable)
    ] : [],
    // A run that was stopped by failures is not resumed, which would install the same revision.
    ...outcome !== 'failed' && message !== undefined && counts.skipped > 0 ? [text.result.resume(run)] : [],
    ...isAnyLeft
      ? [isRefused ? text.result.refused(run, shortRevision(revision)) : text.result.repeat(run)]
      : [],
    ...isAnyLeft && outputFile !== undefined ? [text.result.output(outputFile)] : []
  ]
}
