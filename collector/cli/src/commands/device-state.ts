import type { DeviceView } from '@mimamori/contract'
import { flag, option, type Command, type Invocation } from '../command.ts'
import { CommandError, Refusal, UsageError } from '../errors.ts'

const change = async (invocation: Invocation, verb: string, body?: object): Promise<void> => {
  const { collector, positionals: [id], print, text } = invocation
  const { client } = await collector.ask<{ readonly client: DeviceView }>('POST', `/api/clients/${encodeURIComponent(id!)}/${verb}`, body)
  print(invocation.flag('json') ? JSON.stringify(client) : text.changed(client.id, text.states[client.state]))
}

const simple = (words: Command['words'], verb: string): Command => ({
  words,
  positionals: { ID: 'deviceId' },
  options: { json: flag },
  run: (invocation) => change(invocation, verb)
})

/** `--until` is in this machine's time unless it has an offset of its own. */
export const pauseDevice: Command = {
  words: 'devices pause',
  positionals: { ID: 'deviceId' },
  options: { until: option('futureTime'), reason: option('reason'), json: flag },
  async run (invocation) {
    const until = invocation.option('until')
    const untilMs = until === undefined ? undefined : Date.parse(until)
    if (Number.isNaN(untilMs)) throw new UsageError(invocation.text.wrong('--until', invocation.text.expected.time, until!))
    await change(invocation, 'pause', { until: untilMs === undefined ? undefined : new Date(untilMs).toISOString(), reason: invocation.option('reason') })
  }
}

export const resumeDevice = simple('devices resume', 'resume')
export const retireDevice: Command = { ...simple('devices retire', 'retire'), isDestructive: true }
export const revokeDevice: Command = { ...simple('devices revoke', 'revoke'), isDestructive: true }

/** For an enrollment that was a mistake; a device that has reported is retired instead, and its record stays. */
export const deleteDevice: Command = {
  words: 'devices delete',
  isDestructive: true,
  positionals: { ID: 'deviceId' },
  options: { json: flag },
  async run ({ collector, flag: given, positionals: [id], print, text }) {
    try {
      const { client } = await collector.ask<{ readonly client: DeviceView }>('DELETE', `/api/clients/${encodeURIComponent(id!)}`)
      print(given('json') ? JSON.stringify(client) : text.deviceDeleted(client.id))
    } catch (error) {
      throw error instanceof Refusal && error.answer.code === 'STATE_CONFLICT' ? new CommandError(text.notDeletable(id!), { cause: error }) : error
    }
  }
}
