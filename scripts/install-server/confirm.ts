import { StartProblem } from '../start/problem.ts'
import type { DecisionText } from './decision-text.ts'
import type { Questions } from './questions.ts'
import { followSteps, type Step } from './step.ts'

interface Deps {
  readonly questions: Questions
  readonly print: (line: string) => void
  readonly text: Pick<DecisionText, 'willDo' | 'goOn' | 'unchanged'>
}

/** Lists the steps, and asks whether to do them. @throws {StartProblem} after a no */
export const confirm = async (steps: readonly Step[], { questions, print, text }: Deps): Promise<void> => {
  print(text.willDo)
  await followSteps(steps, true, print)
  if (!/^(?:y|yes|はい)$/i.test(await questions.ask(text.goOn) ?? '')) throw new StartProblem(text.unchanged)
}
