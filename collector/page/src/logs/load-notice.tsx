import { words } from '../words.ts'
import type { LoadProblem } from './log-search.ts'

interface Props {
  readonly problem: LoadProblem
  readonly device: string | undefined
  readonly again: () => void
}

/** Why lines could not be loaded, and what to do. */
export const LoadNotice = ({ problem, device = '', again }: Props) => (
  <p class="banner" role="status">
    <span>{problem === 'unknownDevice' ? words.logs.unknownDevice(device) : words.logs[problem]}</span>
    {(problem === 'noAnswer' || problem === 'noLoki') && <button type="button" onClick={again}>{words.logs.again}</button>}
  </p>
)
