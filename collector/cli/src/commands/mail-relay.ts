import type { MailRelayView } from '@mimamori/contract'
import { flag, option, requiredOption, type Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readSecret } from '../read-secret.ts'

export const setMailRelay: Command = {
  words: 'relay set',
  positionals: {},
  options: { host: requiredOption('mailHost'), port: option('mailPort'), from: requiredOption('mailFrom'), tls: option('mailTls'), 'ca-file': option('caFile'), user: option('mailUser'), 'password-file': option('mailPasswordFile'), json: flag },
  fields: { '/password': 'password-file' },
  async run ({ collector, flag: given, option: value, print, text }) {
    const [, host, hostPort] = /^([^:]+):(\d{1,5})$/.exec(value('host') ?? '') ?? []
    if (host !== undefined && hostPort !== undefined) throw new UsageError(text.hostWithPort(host, hostPort))
    const [port, password] = [value('port'), readSecret(value('password-file'), text)]
    const { relay } = await collector.ask<{ readonly relay: MailRelayView }>('PUT', '/api/receivers/relay', {
      host: value('host'), port: port === undefined ? undefined : Number(port), from: value('from'), tls: value('tls'), caFile: value('ca-file'), user: value('user'), password
    })
    print(given('json') ? JSON.stringify(relay) : text.relaySet(`${relay.host}:${relay.port}`))
  }
}

export const removeMailRelay: Command = {
  words: 'relay remove',
  positionals: {},
  options: { json: flag },
  async run ({ collector, flag: given, print, text }) {
    await collector.ask('DELETE', '/api/receivers/relay')
    print(given('json') ? '{}' : text.relayRemoved)
  }
}
