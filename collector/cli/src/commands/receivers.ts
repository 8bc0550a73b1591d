import type { ConfigurationState, ReceiverList, ReceiverTest, ReceiverView } from '@mimamori/contract'
import { flag, requiredOption, type Command, type Invocation } from '../command.ts'
import { CommandError, UsageError } from '../errors.ts'
import { loadExactTime } from '../own-time.ts'
import { givenReceiver, receiverFields, receiverOptions } from './receiver-options.ts'

interface Changed { readonly receiver: ReceiverView, readonly configuration: ConfigurationState, readonly warnings: readonly string[] }

const pathOf = (name: string): string => `/api/receivers/${encodeURIComponent(name)}`

const destinationOf = ({ channel }: ReceiverView): string => {
  switch (channel.type) {
    case 'email': return channel.to.join(' ')
    case 'ntfy': return `${channel.server} ${channel.topic}`
    case 'telegram':
    case 'line': return `${channel.server} ${channel.chat}`
    case 'pagerduty': return channel.server
    default: return channel.url.origin
  }
}

/** `18:00-08:00 saturday,sunday Asia/Tokyo`. */
const quietHoursOf = ({ quietHours }: ReceiverView): string =>
  quietHours === null ? '–' : [`${quietHours.from}-${quietHours.to}`, quietHours.days.join(','), quietHours.timeZone ?? ''].filter(Boolean).join(' ')

const printTable = async (receivers: readonly ReceiverView[], print: Invocation['print'], text: Invocation['text']): Promise<void> => {
  const { textTable } = await import('@mimamori/program/text-table')
  const columns = ['name', 'type', 'language', 'sites', 'severities', 'quiet', 'destination'] as const
  const rows = receivers.map((receiver) => [
    receiver.name, receiver.channel.type, receiver.language, receiver.sites.join(',') || '–', receiver.severities.join(',') || '–', quietHoursOf(receiver),
    receiver.enabled ? destinationOf(receiver) : text.disabled
  ])
  for (const line of textTable([columns.map((column) => text.receiverColumns[column]), ...rows])) print(line)
}

const printChanged = ({ flag: given, print, text }: Invocation, { receiver, configuration, warnings }: Changed): void => {
  if (given('json')) print(JSON.stringify({ ...receiver, warnings }))
  else for (const line of [text.receiverKept(receiver.name), ...warnings.map(text.warning), text.configurationStates[configuration]]) print(line)
}

export const addReceiver: Command = {
  words: 'receivers add',
  positionals: { NAME: 'receiverName' },
  options: { ...receiverOptions, type: requiredOption('receiverType'), json: flag },
  fields: receiverFields,
  async run (invocation) {
    const { collector, language, positionals: [name] } = invocation
    printChanged(invocation, await collector.ask<Changed>('POST', `/api/receivers?lang=${language}`, { name, language, ...givenReceiver(invocation) }))
  }
}

export const listReceivers: Command = {
  words: 'receivers list',
  positionals: {},
  options: { json: flag },
  async run ({ collector, flag: given, language, print, text }) {
    const { receivers, relay, configuration } = await collector.ask<ReceiverList>('GET', `/api/receivers?lang=${language}`)
    if (given('json')) {
      print(JSON.stringify({ receivers, relay, configuration }))
      return
    }
    if (receivers.length === 0) print(text.noReceivers)
    else await printTable(receivers, print, text)
    if (receivers.length > 0 && receivers.every(({ enabled }) => !enabled)) print(text.allReceiversDisabled)
    const exactTime = await loadExactTime(language)
    for (const { name, lastProblem } of receivers) if (lastProblem !== null) print(text.warning(`${name}: ${text.lastProblem(exactTime(lastProblem.at), lastProblem.text)}`))
    for (const { name, warnings } of receivers) for (const warning of warnings) print(text.warning(`${name}: ${warning}`))
    print(text.configurationStates[configuration])
  }
}

/** Secrets and whatever else is left out stay. */
export const setReceiver: Command = {
  words: 'receivers set',
  positionals: { NAME: 'receiverName' },
  options: { ...receiverOptions, json: flag },
  fields: receiverFields,
  async run (invocation) {
    const { collector, language, options, positionals: [name], text } = invocation
    if (Object.keys(receiverOptions).every((each) => options(each).length === 0)) throw new UsageError(text.nothingToSetOfReceiver)
    const { receiver: before } = await collector.ask<Changed>('GET', pathOf(name!))
    const { channel, ...change } = givenReceiver(invocation, before)
    // Of the type that it has, where none is given.
    printChanged(invocation, await collector.ask<Changed>('PATCH', `${pathOf(name!)}?lang=${language}`, { ...change, ...channel !== undefined && { channel: { type: before.channel.type, ...channel as object } } }))
  }
}

export const removeReceiver: Command = {
  words: 'receivers remove',
  isDestructive: true,
  positionals: { NAME: 'receiverName' },
  options: { json: flag },
  async run ({ collector, flag: given, positionals: [name], print, text }) {
    await collector.ask('DELETE', pathOf(name!))
    print(given('json') ? JSON.stringify({ name }) : text.receiverRemoved(name!))
  }
}

/** Exit 0 only where the receiver's server took it. */
export const testReceiver: Command = {
  words: 'receivers test',
  positionals: { NAME: 'receiverName' },
  options: { json: flag },
  async run ({ collector, flag: given, language, positionals: [name], print, text }) {
    const { outcome, text: sentence, steps } = await collector.ask<ReceiverTest>('POST', `${pathOf(name!)}/test?lang=${language}`)
    if (given('json')) print(JSON.stringify({ outcome, text: sentence, steps }))
    else {
      const { textTable } = await import('@mimamori/program/text-table')
      for (const line of textTable(steps.map((step) => [text.testOutcomes[step.outcome], step.text]))) print(line)
      if (outcome === 'arrived') print(sentence)
    }
    if (outcome !== 'arrived') throw new CommandError(sentence)
  }
}
