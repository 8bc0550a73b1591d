import type { MailRelayView } from '@mimamori/contract'
import { required, type Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readSecret } from '../read-file.ts'

export const mailRelayCommands: readonly Command[] = [
  {
    words: 'relay set',
    options: {
      host: required('mailHost'), port: 'mailPort', from: required('mailFrom'), tls: 'mailTls', 'ca-file': 'caFile', user: 'mailUser',
      'password-file': 'mailPasswordFile'
    },
    fields: { '/password': 'password-file' },
    async run ({ ask, text, value }) {
      const [, host, hostPort] = /^([^:]+):(\d{1,5})$/.exec(value('host') ?? '') ?? []
      if (host !== undefined && hostPort !== undefined) throw new UsageError(text.hostWithPort(host, hostPort))
      const port = value('port')
      const { relay } = await ask<{ readonly relay: MailRelayView }>('PUT', '/api/receivers/relay', {
        host: value('host'), port: port === undefined ? undefined : Number(port), from: value('from'), tls: value('tls'),
        caFile: value('ca-file'),
        user: value('user'), password: readSecret(value('password-file'), text)
      })
      return { json: relay, lines: text.relaySet(`${relay.host}:${relay.port}`) }
    }
  },
  {
    words: 'relay remove',
    async run ({ ask, text }) {
      await ask('DELETE', '/api/receivers/relay')
      return { json: {}, lines: text.relayRemoved }
    }
  }
]
