import { useEffect, useRef, useState } from 'preact/hooks'
import type { ClientStatus, ListedReceiver, ReceiverTest } from '@mimamori/contract'
import { CopyLine } from '../parts/copy-line.tsx'
import { Icon } from '../parts/icons.tsx'
import { send } from '../parts/send.ts'
import { server } from '../parts/server-place.ts'
import { exactWords } from '../parts/time-words.ts'
import { language, words } from '../words.ts'
import { Confirm } from './confirm.tsx'
import { ReceiverFacts } from './receiver-facts.tsx'
import { destinationOf } from './receiver-words.ts'
import { problemsOf } from './refusal-words.ts'
import { TestResult } from './test-result.tsx'

interface Props {
  readonly receiver: ListedReceiver
  /** The devices, whose limits say when it is notified of one that stops. */
  readonly clients: readonly ClientStatus[]
  /** Whether whoever is logged in may change it. */
  readonly mayChange: boolean
  /** Whether it was saved just now: what comes next is its test. */
  readonly isNew: boolean
  readonly edit: () => void
  readonly changed: () => void
}

type Test = 'running' | Pick<ReceiverTest, 'outcome' | 'text' | 'steps'>

/** One receiver: its channel, which alerts it gets, and its test. */
export const ReceiverRow = ({ receiver, clients, mayChange, isNew, edit, changed }: Props) => {
  const { name, channel, enabled } = receiver
  const [test, setTest] = useState<Test>()
  const [isRemoving, setIsRemoving] = useState(false)
  const testButton = useRef<HTMLButtonElement>(null)
  useEffect(() => { if (isNew) testButton.current?.focus() }, [isNew])
  const path = `/api/receivers/${encodeURIComponent(name)}`
  const runTest = async () => {
    setTest('running')
    const sent = await send<ReceiverTest>('POST', `${path}/test?lang=${language}`)
    setTest(sent && 'answer' in sent ? sent.answer : { outcome: 'unknown', text: problemsOf(sent, words.receivers)!.whole ?? '', steps: [] })
    changed()
  }
  return (
    <li class="receiver">
      <div class="who">
        <strong>{name}</strong>
        <span class="place">{words.receivers.types[channel.type]} · {destinationOf(channel)}</span>
        {!enabled && <span class="badge">{words.receivers.disabled}</span>}
      </div>
      <ReceiverFacts receiver={receiver} clients={clients} />
      {mayChange && !isRemoving && (
        <div class="actions">
          <button type="button" ref={testButton} class="primary" aria-label={words.receivers.testOne(name)} disabled={test === 'running'} onClick={() => void runTest()}>{words.receivers.test}</button>
          <button type="button" aria-label={words.receivers.editOne(name)} onClick={edit}>{words.receivers.edit}</button>
          <button type="button" class="quiet" aria-label={words.receivers.removeOne(name)} onClick={() => setIsRemoving(true)}>{words.receivers.remove}</button>
        </div>
      )}
      {isRemoving && <Confirm question={words.receivers.sure(name)} path={path} cancel={() => setIsRemoving(false)} done={changed} command={`receivers remove ${name}`} />}
      {receiver.warnings.map((warning) => <p key={warning} class="banner"><Icon shape="warning" /> <span>{warning}</span></p>)}
      {receiver.lastProblem !== null && test === undefined && <p class="problem"><Icon shape="warning" /> {words.receivers.lastProblem(exactWords(receiver.lastProblem.at), receiver.lastProblem.text)}</p>}
      <div class="tested" role="status">
        {test === 'running' ? <p>{words.receivers.testing}</p> : test && <TestResult {...test} />}
      </div>
      {test !== undefined && <CopyLine what={words.receivers.command} command={`${server.command} receivers test ${name}`} />}
    </li>
  )
}
