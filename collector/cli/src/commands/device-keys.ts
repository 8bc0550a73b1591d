import type { DeviceView } from '@mimamori/contract'
import { oldKeysOf } from '@mimamori/contract/old-keys'
import { takeKeyCommand } from '@mimamori/contract/take-key-command'
import { resource, type Answer, type Command, type Invocation } from '../command.ts'
import { localKeyFile } from '../local-agent.ts'

export interface NewKey { readonly id: string, readonly key: string }

interface KeyText {
  readonly title: string
  /** The steps to put the key on a device that is not this server. */
  readonly next: readonly string[]
}

/** The JSON is exactly `{"id":…,"key":…}`. */
export const keyAnswer = ({ dataDirectory, text }: Invocation, { id, key }: NewKey, { title, next }: KeyText): Answer => {
  const localFile = localKeyFile(dataDirectory, id)
  return { json: { id, key }, lines: [title, '', `  ${key}`, '', ...localFile === undefined ? next : [text.localKeyNext(localFile)]] }
}

const rotateKey: Command = {
  words: 'devices rotate',
  isDestructive: true,
  positionals: { ID: 'deviceId' },
  async run (invocation) {
    const { ask, subject, text } = invocation
    const path = resource('/api/clients', subject)
    const { client } = await ask<{ readonly client: DeviceView }>('GET', path)
    const key = await ask<NewKey>('POST', `${path}/rotate`)
    return keyAnswer(invocation, key, {
      title: text.rotated[oldKeysOf(client)](key.id), next: [text.keyNext, '', `  ${takeKeyCommand}`, '', text.keyInConfiguration]
    })
  }
}

const endOldKeys: Command = {
  words: 'devices end-old-keys',
  isDestructive: true,
  positionals: { ID: 'deviceId' },
  conflict: 'oldKeysNeeded',
  async run ({ ask, subject, text }) {
    const { client } = await ask<{ readonly client: DeviceView }>('POST', `${resource('/api/clients', subject)}/end-old-keys`)
    return { json: client, lines: text.oldKeysEnded(client.id) }
  }
}

export const deviceKeyCommands: readonly Command[] = [rotateKey, endOldKeys]
