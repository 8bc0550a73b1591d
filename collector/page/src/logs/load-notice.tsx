import { messages } from '../text/index.ts'
import type { LoadProblem } from './log-search.ts'
import { logMessages } from './messages.ts'

interface Props {
  readonly problem: LoadProblem
  readonly device: string | undefined
  readonly again: () => void
}

/** Why lines could not be loaded, and what to do. */
export const LoadNotice = ({ problem, device = '', again }: Props) => (
  <p class="banner" role="status">
    <span>{problem === 'unknownDevice' ? messages.unknownDevice(device) : logMessages[problem]}</span>
    {(problem === 'noAnswer' || problem === 'noLoki') && <button type="button" onClick={again}>{logMessages.again}</button>}
  </p>
)
