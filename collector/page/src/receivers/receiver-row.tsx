import { useEffect, useRef, useState } from 'preact/hooks'
import type { ClientStatus, ListedReceiver, ReceiverTest } from '@mimamori/contract'
import { CopyLine } from '../components/copy-line.tsx'
import { Icon } from '../components/icons.tsx'
import { send } from '../server/send.ts'
import { server } from '../server/server-info.ts'
import { exactWords } from '../text/times.ts'
import { receiverMessages } from './messages.ts'
import { language } from '../text/language.ts'
import { messages } from '../text/messages.ts'
import { Confirm } from './confirm.tsx'
import { ReceiverFacts } from './receiver-facts-list.tsx'
import { destinationOf } from './receiver-facts.ts'
import { problemsOf } from './refusal.ts'
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
    setTest(sent && 'answer' in sent ? sent.answer : { outcome: 'unknown', text: problemsOf(sent)!.whole ?? '', steps: [] })
    changed()
  }
  return (
    <li class="receiver">
      <div class="who">
        <strong>{name}</strong>
        <span class="place">{receiverMessages.types[channel.type]} · {destinationOf(channel)}</span>
        {!enabled && <span class="badge">{receiverMessages.disabled}</span>}
      </div>
      <ReceiverFacts receiver={receiver} clients={clients} />
      {mayChange && !isRemoving && (
        <div class="actions">
          <button type="button" ref={testButton} class="primary" aria-label={receiverMessages.testOne(name)} disabled={test === 'running'} onClick={() => void runTest()}>{receiverMessages.test}</button>
          <button type="button" aria-label={receiverMessages.editOne(name)} onClick={edit}>{receiverMessages.edit}</button>
          <button type="button" class="quiet" aria-label={receiverMessages.removeOne(name)} onClick={() => setIsRemoving(true)}>{receiverMessages.remove}</button>
        </div>
      )}
      {isRemoving && <Confirm question={receiverMessages.sure(name)} path={path} cancel={() => setIsRemoving(false)} done={changed} command={`receivers remove ${name}`} />}
      {receiver.warnings.map((warning) => <p key={warning} class="banner"><Icon shape="warning" /> <span>{warning}</span></p>)}
      {receiver.lastProblem !== null && test === undefined && <p class="problem"><Icon shape="warning" /> {receiverMessages.lastProblem(exactWords(receiver.lastProblem.at), receiver.lastProblem.text)}</p>}
      <div class="tested" role="status">
        {test === 'running' ? <p>{receiverMessages.testing}</p> : test && <TestResult {...test} />}
      </div>
      {test !== undefined && <CopyLine what={messages.sameCommand} command={`${server.command} receivers test ${name}`} />}
    </li>
  )
}
