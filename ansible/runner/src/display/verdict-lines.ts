import { isSuccess, type HostFinished } from '@mimamori/contract'
import { textTable } from '@mimamori/program/text-table'
import type { Verdict } from '../run/verdict.ts'
import type { RunText } from '../text/run-text.en.ts'
import { printable } from './printable.ts'
import { shortRevision } from './short-revision.ts'

const indent = (text: string, by: string): string[] => printable(text).split('\n').map((line) => `${by}${line}`)

/** Of one that succeeded, what was brought to it besides a revision; of the others, all that is known. */
const details = ({ step, message, journal }: HostFinished, text: RunText['verdict']): string[] => [
  ...step === undefined ? [] : [`    ${text.step}: ${printable(step)}`],
  ...message === undefined ? [] : indent(message, '    '),
  ...journal === undefined ? [] : [`    ${text.journal(journal.unit)}`, ...journal.lines.flatMap((line) => indent(line, '      '))]
]

/** How a run ended, as a person reads it: every device a line, and below those that failed why. */
export const verdictLines = (verdict: Verdict, text: RunText, outputFile: string): string[] => {
  const { run, outcome, exitCode, check, counts, hosts, message, warnings, pinned } = verdict
  const rows = hosts.map((host) => [host.host, text.places[host.outcome], shortRevision(host.fromRevision), shortRevision(host.toRevision), text.duration(host.durationSeconds)])
  const [head, ...lines] = textTable([text.verdict.columns, ...rows])
  // Where all went well, what was skipped is off on purpose.
  const isAnyLeft = exitCode !== 0 && hosts.some(({ outcome: of }) => !isSuccess(of))
  return [
    '',
    head!,
    ...hosts.flatMap((host, index) => [lines[index]!, ...details(host, text.verdict)]),
    '',
    `${text.verdict.title({ run, outcome: text.verdict.outcomes[outcome] })}${message === undefined ? '' : ` (${message})`}`,
    Object.entries(text.places).flatMap(([place, name]) => counts[place as keyof typeof text.places] > 0 ? [text.count(name, counts[place as keyof typeof text.places])] : []).join(text.separator),
    ...check ? [text.verdict.check] : [],
    ...warnings.map((warning) => text.verdict.warning(warning)),
    ...pinned === undefined ? [] : [text.plan.pinned(pinned)],
    ...counts.unreachable > 0 && !check ? [message === undefined ? text.verdict.queued(counts.unreachable) : text.verdict.notQueued(counts.unreachable)] : [],
    // Not to the revision that its canary or its budget has refused.
    ...outcome !== 'failed' && message !== undefined && counts.skipped > 0 ? [text.verdict.resume(run)] : [],
    ...isAnyLeft ? [text.verdict.repeat(run), text.verdict.output(outputFile)] : []
  ]
}
