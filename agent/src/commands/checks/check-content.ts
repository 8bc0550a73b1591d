import type { AgentState } from '../../state/agent-state.ts'
import type { Text } from '../../text/index.ts'
import { fine, note, wrong, type Finding } from './finding.ts'

interface ContentFacts {
  /** CONTENT_DIRECTORY, if the configuration has it. */
  readonly directory: string | undefined
  /** The running agent's own account: only it knows what it can write, since its unit shows it another file system. */
  readonly ofAgent: AgentState['content']
}

/** Findings about the content of this device; none if it has none. */
export const checkContent = ({ directory, ofAgent }: ContentFacts, { check: { content: text } }: Text): Finding[] => {
  if (ofAgent === undefined) return directory === undefined ? [] : [note(text.notKnown(directory))]
  const { sets, problem, isWritable } = ofAgent
  if (!isWritable) return [wrong(text.notWritable(ofAgent.directory))]
  const problems = [...sets, ...problem === undefined ? [] : [{ name: undefined, problem }]]
    .flatMap((set) => set.problem === undefined ? [] : [wrong(text.problem(set.name, set.problem))])
  return problems.length > 0 ? problems : [fine(text.fine(ofAgent.directory, sets.length))]
}
