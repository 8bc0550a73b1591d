import type { DeviceView } from '@mimamori/contract'
import { resource, type Answer, type Command, type Invocation } from '../command.ts'
import { givenTime } from '../given-time.ts'

const positionals = { ID: 'deviceId' } as const

const change = async ({ ask, subject, text }: Invocation, verb: string, body?: object): Promise<Answer> => {
  const { client } = await ask<{ readonly client: DeviceView }>('POST', `${resource('/api/clients', subject)}/${verb}`, body)
  return { json: client, lines: text.changed(client.id, text.states[client.state]) }
}

/** A device that has reported is retired, and its record stays; deleting is for an enrollment by mistake. */
export const deviceStateCommands: readonly Command[] = [
  {
    words: 'devices pause',
    positionals,
    options: { until: 'futureTime', reason: 'reason' },
    run: async (invocation) => change(invocation, 'pause', { until: givenTime(invocation, 'until'), reason: invocation.value('reason') })
  },
  { words: 'devices resume', positionals, run: (invocation) => change(invocation, 'resume') },
  { words: 'devices retire', positionals, isDestructive: true, run: (invocation) => change(invocation, 'retire') },
  { words: 'devices revoke', positionals, isDestructive: true, run: (invocation) => change(invocation, 'revoke') },
  {
    words: 'devices delete',
    positionals,
    isDestructive: true,
    conflict: 'notDeletable',
    async run ({ ask, subject, text }) {
      const { client } = await ask<{ readonly client: DeviceView }>('DELETE', resource('/api/clients', subject))
      return { json: client, lines: text.deviceDeleted(client.id) }
    }
  }
]
