import type { ClientStatus, ListedReceiver, ReceiverTest, TestOutcome } from '@mimamori/contract'
import { channelTable, destinationOf } from '@mimamori/contract/channel-table'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Banner, CopyLine, Icon } from '../components/index.ts'
import { send, server } from '../server/index.ts'
import { formatExactTime, language, messages } from '../text/index.ts'
import { Confirm } from './confirm.tsx'
import { receiverMessages } from './messages.ts'
import { receiverFacts } from './receiver-facts.ts'
import { problemsOf } from './refusal.ts'
import { stopNotice } from './stop-notice.ts'

const icons = {
  arrived: 'fresh',
  failed: 'failed',
  unknown: 'no_result',
  not_sent: 'skipped'
} as const satisfies Readonly<Record<TestOutcome, string>>

/** Shown by icon and word. */
const Outcome = ({ outcome }: { readonly outcome: TestOutcome }) =>
  <span class={`badge ${outcome}`}><Icon shape={icons[outcome]} /> {receiverMessages.testOutcomes[outcome]}</span>

/** Step by step where the test arrived, and the next step if it did not. */
const TestResult = ({ outcome, text, steps }: Pick<ReceiverTest, 'outcome' | 'text' | 'steps'>) => (
  <div class={`result ${outcome}`}>
    {steps.length > 0 && <ol>{steps.map((step) => <li key={step.text}><Outcome outcome={step.outcome} /> {step.text}</li>)}</ol>}
    <p>{steps.length === 0 && <Outcome outcome={outcome} />} <strong>{text}</strong></p>
  </div>
)

/** The alerts that a receiver gets, in which language, and its quiet hours. */
const ReceiverFacts = ({ receiver, clients }: { readonly receiver: ListedReceiver, readonly clients: readonly ClientStatus[] }) => (
  <dl class="routed">
    {receiverFacts(receiver).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
    <div><dt>{receiverMessages.stops.title}</dt><dd>{stopNotice(receiver, clients)}</dd></div>
    <div>
      <dt>{receiverMessages.facts.lastNotified}</dt>
      <dd>{receiver.lastNotifiedAt === null ? receiverMessages.facts.notYet : formatExactTime(receiver.lastNotifiedAt)}</dd>
    </div>
  </dl>
)

interface Props {
  readonly receiver: ListedReceiver
  /** The devices, whose limits say when it is notified of one that stops. */
  readonly clients: readonly ClientStatus[]
  /** Whether the person who is logged in may change it. */
  readonly mayChange: boolean
  /** Whether it was saved just now: its test comes next. */
  readonly isNew: boolean
  readonly edit: () => void
  readonly changed: () => void
}

type Test = 'running' | Pick<ReceiverTest, 'outcome' | 'text' | 'steps'>

/** One receiver: its channel, the alerts that it gets, and its test. */
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
        <span class="place">{channelTable[channel.type].name[language]} · {destinationOf(channel)}</span>
        {!enabled && <span class="badge">{receiverMessages.disabled}</span>}
      </div>
      <ReceiverFacts receiver={receiver} clients={clients} />
      {mayChange && !isRemoving && (
        <div class="actions">
          <button
            type="button"
            ref={testButton}
            class="primary"
            aria-label={receiverMessages.testOne(name)}
            disabled={test === 'running'}
            onClick={() => void runTest()}
          >
            {receiverMessages.test}
          </button>
          <button type="button" aria-label={receiverMessages.editOne(name)} onClick={edit}>{receiverMessages.edit}</button>
          <button type="button" class="quiet" aria-label={receiverMessages.removeOne(name)} onClick={() => setIsRemoving(true)}>
            {receiverMessages.remove}
          </button>
        </div>
      )}
      {isRemoving && (
        <Confirm
          question={receiverMessages.sure(name)}
          path={path}
          cancel={() => setIsRemoving(false)}
          done={changed}
          command={`receivers remove ${name}`}
        />
      )}
      {receiver.warnings.map((warning) => <Banner key={warning}>{warning}</Banner>)}
      {receiver.lastProblem !== null && test === undefined && (
        <p class="problem"><Icon shape="warning" /> {receiverMessages.lastProblem(
          formatExactTime(receiver.lastProblem.at),
          receiver.lastProblem.text
        )}
        </p>
      )}
      <div class="tested" role="status">
        {test === 'running' ? <p>{receiverMessages.testing}</p> : test && <TestResult {...test} />}
      </div>
      {test !== undefined && <CopyLine what={messages.sameCommand} command={`${server.command} receivers test ${name}`} />}
    </li>
  )
}
