import type { Text } from '../text/index.ts'
import type { ServerProblem } from './check-server.ts'
import type { WatchState } from './server-watch.ts'

const isKnown = <Known extends object>(code: PropertyKey, texts: Known): code is keyof Known => Object.hasOwn(texts, code)

/** A problem as a sentence with the next step. `address`: the server's. */
export const describeProblem = (problem: ServerProblem, address: string, { watcher: { problems: text } }: Text): string => {
  switch (problem.kind) {
    case 'no_answer':
      return text.noAnswer(address, problem.reason)
    case 'not_ours':
      return text.notOurs(address, problem.status)
    case 'not_ready':
      return text.notReady(
        problem.reasons.map(({ code, message }) => (isKnown(code, text.notReadyReasons) ? text.notReadyReasons[code] : message))
      )
    case 'notifies_nobody':
      return text.notifiesNobody[problem.problem]
  }
}

/** The texts of the screen: large, and below it. */
export interface ShownState {
  readonly kind: WatchState['kind']
  readonly title: string
  readonly lines: readonly string[]
}

export const describeWatch = (state: WatchState, address: string, text: Text): ShownState => {
  const { watcher: words } = text
  const { kind } = state
  const lines = (): readonly string[] => {
    switch (kind) {
      case 'starting': return []
      case 'watching': return [address]
      case 'failing': return [words.failingFor(state.forMs), describeProblem(state.problem, address, text)]
      case 'alarm': return [words.alarmFor(state.forMs), describeProblem(state.problem, address, text)]
    }
  }
  return { kind, title: words[kind], lines: lines() }
}
