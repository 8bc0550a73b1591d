import { useEffect, useRef, useState } from 'preact/hooks'
import { CopyLine, Problem } from '../components/index.ts'
import { send, server } from '../server/index.ts'
import { messages } from '../text/index.ts'
import { receiverMessages } from './messages.ts'
import { problemsOf } from './refusal.ts'

interface Props {
  readonly question: string
  readonly path: string
  /** The words after `mimamori` that do the same. */
  readonly command: string
  readonly cancel: () => void
  readonly done: () => void
}

/** Asks once, and removes. */
export const Confirm = ({ question, path, command, cancel, done }: Props) => {
  const [problem, setProblem] = useState<string>()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => { button.current?.focus() }, [])
  const remove = async () => {
    const problems = problemsOf(await send('DELETE', path))
    setProblem(problems?.whole)
    if (!problems) done()
  }
  return (
    <div class="confirm">
      <p>{question}</p>
      <Problem text={problem} />
      <p class="actions">
        <button type="button" ref={button} class="grave" onClick={() => void remove()}>{receiverMessages.remove}</button>
        <button type="button" onClick={cancel}>{messages.cancel}</button>
      </p>
      <CopyLine what={messages.sameCommand} command={`${server.command} ${command}`} />
    </div>
  )
}
