import type { HostState } from '@mimamori/contract'
import type { News } from './run-view.ts'
import type { RunnerClock } from '../../platform/clock.ts'
import type { RunText } from '../../text/run-text.en.ts'
import { newsLines } from './news-lines.ts'
import { progressLines } from './progress-lines.ts'

export interface RunDisplayOptions {
  readonly write: (text: string) => void
  /** Undefined without a terminal. */
  readonly columns: () => number | undefined
  readonly clock: Pick<RunnerClock, 'nowMs'>
  readonly text: RunText
}

/** Shows a run in progress: on a terminal, a few lines that are redrawn below the final ones; in a pipe, one line for each change. */
export interface RunDisplay {
  show (news: News, hostStates: readonly HostState[]): void
  print (line: string): void
  /** Clears the redrawn lines. */
  end (): void
}

const plainDisplay = ({ write, text }: RunDisplayOptions): RunDisplay => {
  const print = (line: string): void => { write(`${line}\n`) }
  return {
    show (news) { for (const line of newsLines(news, text)) print(line) },
    print,
    end () {}
  }
}

/**
 * Moves to the beginning of the line, which the terminal's `^C` may have moved, up this many lines, and clears from there (ECMA-48, CUU
 * and ED).
 */
const rewind = (lines: number): string => lines === 0 ? '' : `\r\u001b[${lines}A\u001b[J`

const drawnDisplay = ({ write, columns, clock, text }: RunDisplayOptions): RunDisplay => {
  let drawn: readonly string[] = []
  const draw = (above: readonly string[], lines: readonly string[]): void => {
    if (above.length === 0 && lines.join('\n') === drawn.join('\n')) return
    write(rewind(drawn.length) + [...above, ...lines].map((line) => `${line}\n`).join(''))
    drawn = lines
  }
  return {
    show ({ records, items }, hostStates) {
      const final = newsLines({ records, items: items.filter(({ state }) => state === 'finished') }, text)
      draw(final, progressLines(hostStates, { nowMs: clock.nowMs(), width: (columns() || 80) - 1, text }))
    },
    print (line) { draw([line], drawn) },
    end () { draw([], []) }
  }
}

export const runDisplay = (options: RunDisplayOptions): RunDisplay =>
  options.columns() === undefined ? plainDisplay(options) : drawnDisplay(options)
