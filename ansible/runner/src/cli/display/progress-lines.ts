import { hostOutcomes, type HostState } from '@mimamori/contract'
import { stepName } from '@mimamori/contract/step-name'
import { cutToWidth, textTable } from '@mimamori/program/text-table'
import { countHosts } from '../../state/host-states.ts'
import type { RunText } from '../../text/run-text.en.ts'
import { printable } from '../../platform/terminal/printable.ts'

/** Seconds until the rest is done, at the rate of the finished devices; undefined until one has finished, and between retries. */
export const secondsLeft = (hostStates: readonly HostState[], nowMs: number): number | undefined => {
  const started = hostStates.flatMap((one) => one.state === 'waiting' ? [] : [Date.parse(one.startedAt)])
  const finished = hostStates.filter(({ state }) => state === 'finished').length
  if (finished === 0 || finished === hostStates.length) return undefined
  return Math.max(0, (nowMs - Math.min(...started)) / 1000 / finished) * (hostStates.length - finished)
}

export interface ProgressOptions {
  readonly nowMs: number
  /** Columns of the terminal. */
  readonly width: number
  readonly text: RunText
}

/** More lines would scroll the rest away. */
const devicesShown = 8

/** The progress of a run: devices by state, those in progress with their step, and the time left. */
export const progressLines = (hostStates: readonly HostState[], { nowMs, width, text }: ProgressOptions): string[] => {
  const counts = countHosts(hostStates)
  const places = [...hostOutcomes, 'under_way', 'waiting'] as const
  const left = secondsLeft(hostStates, nowMs)
  const underWay = hostStates.filter((one) => one.state === 'under_way')
  const shown = textTable(underWay.slice(0, devicesShown).map(({ host, step }) => [
    `  ${host}`, printable(stepName(step ?? '')).split('\n')[0]!
  ]))
  return [
    `${places.flatMap((place) => counts[place] > 0
      ? [text.count(text.states[place], counts[place])]
      : []).join(text.separator)}${left === undefined ? '' : ` · ${text.course.left(text.duration(left))}`}`,
    ...shown,
    ...underWay.length > devicesShown ? [`  … +${underWay.length - devicesShown}`] : []
  ].map((line) => cutToWidth(line, width))
}
