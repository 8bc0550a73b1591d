import type { MailRelay, MailRelayView } from '@mimamori/contract'
import { shellWord } from '../text/index.ts'

/** The mail relay in its form: text as it was typed. */
export interface RelayDraft {
  readonly host: string
  readonly port: string
  readonly from: string
  readonly tls: MailRelay['tls']
  readonly caFile: string
  readonly user: string
  readonly password: string
}

export const relayDraftOf = (relay: MailRelayView | null): RelayDraft => relay === null
  ? { host: '', port: '25', from: '', tls: 'starttls', caFile: '', user: '', password: '' }
  : {
      host: relay.host,
      port: String(relay.port),
      from: relay.from,
      tls: relay.tls,
      caFile: relay.caFile ?? '',
      user: relay.user ?? '',
      password: ''
    }

const given = (text: string): string | undefined => text.trim() === '' ? undefined : text.trim()

/** The request that sets the whole relay. JSON leaves undefined fields out. */
export const relayRequestOf = ({ host, port, from, tls, caFile, user, password }: RelayDraft): Readonly<Record<string, unknown>> =>
  ({
    host: host.trim(),
    port: Number(port),
    from: from.trim(),
    tls,
    caFile: given(caFile),
    user: given(user),
    password: password === '' ? undefined : password
  })

/** The words after `mimamori` that do the same as the form; undefined until server and sender, which the command needs, are typed. */
export const relayCommand = ({ host, port, from, tls, caFile, user }: RelayDraft): string | undefined => {
  if (host.trim() === '' || from.trim() === '') return undefined
  const options = [
    ['host', host],
    ['port', port === '25' ? '' : port],
    ['from', from],
    ['tls', tls === 'starttls' ? '' : tls],
    ['ca-file', caFile],
    ['user', user],
    ['password-file', user === '' ? '' : '-']
  ] as const
  return ['relay set', ...options.flatMap(([name, value]) => value.trim() === '' ? [] : [`--${name} ${shellWord(value.trim())}`])].join(' ')
}
