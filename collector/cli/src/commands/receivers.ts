import type { ConfigurationState, ReceiverList, ReceiverTest, ReceiverView } from '@mimamori/contract'
import { destinationOf } from '@mimamori/contract/channel-table'
import { required, resource, type Answer, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { loadExactTime } from '../local-time.ts'
import { table } from '../table.ts'
import { deletion } from './plain-commands.ts'
import { givenReceiver, receiverFields, receiverOptions } from './receiver-options.ts'

const positionals = { NAME: 'receiverName' } as const

interface Changed { readonly receiver: ReceiverView, readonly configuration: ConfigurationState, readonly warnings: readonly string[] }

const change = async ({ ask, language, text }: Invocation, method: string, path: string, body: object): Promise<Answer> => {
  const { receiver, configuration, warnings } = await ask<Changed>(method, `${path}?lang=${language}`, body)
  return {
    json: { ...receiver, warnings },
    lines: [text.receiverSaved(receiver.name), ...warnings.map(text.warning), text.configurationStates[configuration]]
  }
}

const addReceiver: Command = {
  words: 'receivers add',
  positionals,
  options: { ...receiverOptions, type: required('receiverType') },
  fields: receiverFields,
  async run (invocation) {
    const { language, ...receiver } = givenReceiver(invocation)
    return change(invocation, 'POST', '/api/receivers', {
      ...receiver, name: invocation.subject, language: language ?? invocation.language
    })
  }
}

/** Secrets and other options that are left out stay. */
const setReceiver: Command = {
  words: 'receivers set',
  positionals,
  options: receiverOptions,
  fields: receiverFields,
  async run (invocation) {
    const { ask, subject, text, values } = invocation
    if (Object.keys(receiverOptions).every((each) => values(each).length === 0)) throw new UsageError(text.nothingToSetOfReceiver)
    const path = resource('/api/receivers', subject)
    const { receiver: before } = await ask<Changed>('GET', path)
    const { channel, ...fields } = givenReceiver(invocation, before)
    const type = channel?.type ?? before.channel.type
    return change(invocation, 'PATCH', path, { ...fields, channel: channel && { ...channel, type } })
  }
}

/** `18:00-08:00 saturday,sunday Asia/Tokyo`. */
const formatQuietHours = ({ quietHours }: ReceiverView): string | null =>
  quietHours && [`${quietHours.from}-${quietHours.to}`, quietHours.days.join(','), quietHours.timeZone ?? ''].filter(Boolean).join(' ')

const listReceivers: Command = {
  words: 'receivers list',
  async run (invocation) {
    const { ask, language, text } = invocation
    const { receivers, relay, configuration } = await ask<ReceiverList>('GET', `/api/receivers?lang=${language}`)
    return {
      json: { receivers, relay, configuration },
      async lines () {
        const time = await loadExactTime(invocation)
        const notes = receivers.flatMap(({ name, lastProblem, warnings }) =>
          [
            ...lastProblem === null ? [] : [text.lastProblem(time(lastProblem.at), lastProblem.text)], ...warnings
          ].map((note) => text.warning(`${name}: ${note}`)))
        const receiverTable = receivers.length === 0 ? [text.noReceivers] : await table(receivers, text, {
          name: 'name', type: ({ channel }) => channel.type, language: 'language', sites: ({ sites }) => sites.join(',') || '–',
          severities: (receiver) => receiver.severities.join(',') || '–', quiet: formatQuietHours,
          destination: (receiver) => receiver.enabled ? destinationOf(receiver.channel) : text.disabled
        })
        const areDisabled = receivers.length > 0 && receivers.every(({ enabled }) => !enabled)
        return [...receiverTable, ...areDisabled ? [text.allReceiversDisabled] : [], ...notes, text.configurationStates[configuration]]
      }
    }
  }
}

/** Exit 0 only if the receiver's server took it. */
const testReceiver: Command = {
  words: 'receivers test',
  positionals,
  async run ({ ask, language, subject, text }) {
    const { outcome, text: sentence, steps } = await ask<ReceiverTest>(
      'POST', `${resource('/api/receivers', subject)}/test?lang=${language}`
    )
    const hasArrived = outcome === 'arrived'
    return {
      json: { outcome, text: sentence, steps },
      async lines () {
        const { textTable } = await import('@mimamori/program/text-table')
        return [...textTable(steps.map((step) => [text.testOutcomes[step.outcome], step.text])), ...hasArrived ? [sentence] : []]
      },
      failure: !hasArrived && sentence
    }
  }
}

export const receiverCommands: readonly Command[] = [
  addReceiver, listReceivers, setReceiver,
  { ...deletion('receivers remove', ['name', 'receiverName'], '/api/receivers', 'receiverRemoved'), isDestructive: true },
  testReceiver
]
