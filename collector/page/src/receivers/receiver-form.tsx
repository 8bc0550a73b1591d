import type { ReceiverList, ReceiverView } from '@mimamori/contract'
import { channelTable, type ChannelType } from '@mimamori/contract/channel-table'
import { useState } from 'preact/hooks'
import { SelectField, TextField, useSubmission } from '../components/index.ts'
import { send } from '../server/index.ts'
import { language } from '../text/index.ts'
import { ChannelFields } from './channel-fields.tsx'
import { channelFields } from './channel-messages.ts'
import { receiverMessages } from './messages.ts'
import { receiverCommand } from './receiver-command.ts'
import { draftOf, emptyDraft, suggestedName } from './receiver-draft.ts'
import { ReceiverFormEnd } from './receiver-form-end.tsx'
import { requestOf } from './receiver-request.ts'
import { problemsOf } from './refusal.ts'
import { RelayForm } from './relay-form.tsx'
import { RouteFields } from './route-fields.tsx'

interface Props {
  readonly list: ReceiverList
  /** The receiver to change; a new one if undefined. */
  readonly receiver?: ReceiverView
  readonly sites: readonly string[]
  /** The name of the receiver that was saved. */
  readonly saved: (name: string) => void
  /** Undefined if there is nothing to go back to. */
  readonly cancel: (() => void) | undefined
  readonly relaySaved: () => void
}

/** The fields that a newcomer fills in; the others are folded. */
const unfolded: readonly string[] = ['type', 'name', ...Object.keys(channelFields).filter((field) => field !== 'from')]

/** Adds a receiver, or changes one: its kind and address first, everything else folded. */
export const ReceiverForm = ({ list, receiver, sites, saved, cancel, relaySaved }: Props) => {
  const [before] = useState(() => receiver ? draftOf(receiver) : emptyDraft(language))
  const [draft, setDraft] = useState(before)
  const name = draft.name ?? suggestedName(draft, list.receivers.map((each) => each.name))
  const command = receiverCommand(name, draft, { draft: before, isNew: receiver === undefined })
  const change = (part: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...part }))
  const { form, problems, isSending, onSubmit } = useSubmission(async () => {
    const found = problemsOf(receiver
      ? await send('PATCH', `/api/receivers/${encodeURIComponent(receiver.name)}`, requestOf(draft, receiver.channel))
      : await send('POST', '/api/receivers', { name, ...requestOf(draft) }))
    if (!found) saved(name)
    return found
  })
  const { fields, hints } = receiverMessages
  const hasFoldedProblem = Object.keys(problems.fields).some((field) => !unfolded.includes(field))
  const title = receiver ? receiverMessages.editOne(receiver.name) : receiverMessages.addTitle
  return (
    <section class="editor" aria-label={title}>
      <h2>{title}</h2>
      <SelectField
        id="receiver-type"
        label={fields.type}
        value={draft.type}
        choices={Object.entries(channelTable).map(([type, { name: label }]) => [type, label[language]])}
        problem={problems.fields.type}
        change={(type) => change({ type: type as ChannelType })}
      />
      {draft.type === 'email' && list.relay === null
        ? <RelayForm relay={null} about={receiverMessages.relay.first} saved={relaySaved} cancel={cancel} />
        : (
            <form ref={form} onSubmit={onSubmit}>
              <ChannelFields
                draft={draft}
                before={receiver?.channel.type === draft.type ? receiver.channel : undefined}
                problems={problems.fields}
                change={change}
              />
              {!receiver && (
                <TextField
                  id="receiver-name"
                  label={fields.name}
                  value={name}
                  hint={hints.name}
                  problem={problems.fields.name}
                  change={(typed) => change({ name: typed })}
                />
              )}
              <details open={hasFoldedProblem || receiver !== undefined}>
                <summary>{receiverMessages.more}</summary>
                {draft.type === 'email' && (
                  <TextField
                    id="receiver-from"
                    label={channelFields.from.label}
                    value={draft.from}
                    placeholder={list.relay?.from}
                    problem={problems.fields.from}
                    change={(from) => change({ from })}
                  />
                )}
                <RouteFields draft={draft} sites={sites} problems={problems.fields} change={change} />
              </details>
              <ReceiverFormEnd problem={problems.whole} isSending={isSending} cancel={cancel} command={command} />
            </form>
          )}
    </section>
  )
}
