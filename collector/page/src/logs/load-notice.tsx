import { messages } from '../text/index.ts'
import type { LoadProblem } from './log-search.ts'
import { logMessages } from './messages.ts'

interface Props {
  readonly problem: LoadProblem
  readonly device: string | undefined
  readonly again: () => void
}

/** The reason why lines could not be loaded, and the next step. */
export const LoadNotice = ({ problem, device = '', again }: Props) => (
  <p class="banner" role="status">
    <span>{problem === 'unknownDevice' ? messages.unknownDevice(device) : logMessages[problem]}</span>
    {(problem === 'noAnswer' || problem === 'noLoki') && <button type="button" onClick={again}>{logMessages.again}</button>}
  </p>
)
