import type { ReceiverView } from '@mimamori/contract'
import { describe, expect, it } from 'vitest'
import { receiverCommand } from '../src/receivers/receiver-command.ts'
import { draftOf, emptyDraft, suggestedName } from '../src/receivers/receiver-draft.ts'
import { requestOf } from '../src/receivers/receiver-request.ts'
import { receiverFacts } from '../src/receivers/receiver-facts.ts'
import { problemsOf } from '../src/receivers/refusal.ts'
import { relayCommand, relayDraftOf, relayRequestOf } from '../src/receivers/relay-draft.ts'
import { fieldProblems as wrong } from '../src/receivers/field-problem-messages.ts'
import { receiverMessages } from '../src/receivers/messages.ts'
import { inLanguage } from './in-language.ts'

const { refused } = receiverMessages
const empty = emptyDraft('ja')
const night: ReceiverView = {
  name: 'night',
  language: 'en',
  channel: { type: 'ntfy', server: 'http://ntfy.factory.lan', topic: 'alerts', token: { isSet: true } },
  sites: ['north'],
  severities: ['critical'],
  repeatSeconds: { critical: 14_400 },
  quietHours: { from: '18:00', to: '08:00', days: ['saturday'], timeZone: 'Asia/Tokyo' },
  enabled: true
}
/** As it goes over the wire: without what is undefined. */
const sent = (request: object): unknown => JSON.parse(JSON.stringify(request))

describe('a receiver’s form', () => {
  it('sends of a new receiver what its kind has, and nothing of other kinds', () => {
    expect(sent(requestOf({ ...empty, to: 'line3@factory.lan, chief@factory.lan', url: 'http://left-over.lan' }))).toStrictEqual({
      language: 'ja',
      channel: { type: 'email', to: ['line3@factory.lan', 'chief@factory.lan'] },
      sites: [],
      severities: [],
      repeatSeconds: {},
      quietHours: null,
      enabled: true
    })
    expect(
      sent(
        requestOf({
          ...empty,
          type: 'http',
          method: 'PUT',
          url: ' http://192.168.10.40/tower ',
          headers: 'X-Key: a:b\n\nContent-Type: text/plain\n',
          body: '{{title}}'
        })
      )
    ).toMatchObject({
      channel: {
        type: 'http',
        method: 'PUT',
        url: 'http://192.168.10.40/tower',
        headers: { 'X-Key': 'a:b', 'Content-Type': 'text/plain' },
        body: '{{title}}'
      }
    })
    expect(sent(requestOf({ ...empty, type: 'slack' }))).toMatchObject({ channel: { type: 'slack', url: '' } })
  })

  it('leaves a secret out that was not typed, takes away what was emptied, and begins anew with another kind', () => {
    const draft = draftOf(night)
    expect(sent(requestOf(draft, night.channel))).toStrictEqual({
      language: 'en',
      channel: { type: 'ntfy', topic: 'alerts' },
      sites: ['north'],
      severities: ['critical'],
      repeatSeconds: { critical: 14_400 },
      quietHours: { from: '18:00', to: '08:00', days: ['saturday'], timeZone: 'Asia/Tokyo' },
      enabled: true
    })
    expect(sent(requestOf({ ...draft, server: 'http://other.lan' }, night.channel))).toMatchObject({
      channel: { server: 'http://other.lan' }
    })
    const tower: ReceiverView = {
      ...night,
      channel: {
        type: 'http',
        method: 'POST',
        url: { isSet: true, origin: 'http://tower.lan' },
        headerNames: [],
        body: { isSet: true },
        maxTextLength: 1500
      }
    }
    expect(sent(requestOf(draftOf(tower), tower.channel))).toMatchObject({ channel: { type: 'http', method: 'POST' } })
    expect(sent(requestOf(draftOf(tower), tower.channel))).not.toHaveProperty('channel.body')
    expect(sent(requestOf({ ...draftOf(tower), method: 'GET' }, tower.channel))).toMatchObject({ channel: { body: null } })
    const mail: ReceiverView = { ...night, channel: { type: 'email', to: ['line3@factory.lan'], from: 'alerts@factory.lan' } }
    expect(sent(requestOf({ ...draftOf(mail), from: '' }, mail.channel))).toMatchObject({ channel: { from: null } })
    expect(sent(requestOf({ ...draftOf(mail), type: 'slack' }, mail.channel))).toMatchObject({ channel: { type: 'slack', url: '' } })
  })

  it('sends no token to the server of the type before', () => {
    const changed = { ...draftOf(night), type: 'pagerduty', token: 'routing-key' } as const
    expect(sent(requestOf(changed, night.channel))).toMatchObject({ channel: { type: 'pagerduty', token: 'routing-key' } })
    expect(sent(requestOf(changed, night.channel))).not.toHaveProperty('channel.server')
    expect(receiverCommand('night', changed, { draft: draftOf(night), isNew: false })).not.toContain('--server')
  })

  it('suggests a name of the mailbox or the kind that is not in use', () => {
    expect(suggestedName({ type: 'email', to: 'Line_3@factory.lan' }, [])).toBe('line-3')
    expect(suggestedName({ type: 'email', to: '' }, ['mail'])).toBe('mail-2')
    expect(suggestedName({ type: 'slack', to: 'line3@factory.lan' }, ['chat', 'chat-2'])).toBe('chat-3')
  })

  it('has its command beside it, without secrets, and of a change only what is changed', () => {
    const command = (draft: Partial<typeof empty>) => receiverCommand('chat', { ...empty, ...draft }, { draft: empty, isNew: true })
    expect(
      command({
        type: 'slack',
        url: 'http://chat.lan/hooks/secret',
        sites: ['第二工場', "o'hara"],
        quietFrom: '18:00',
        quietTo: '08:00',
        repeat: { critical: '14400', warning: '90000', info: '' }
      })
    ).toBe(
      String.raw`receivers add chat --type slack --url-file - --language ja --site '第二工場' --site 'o'\''hara' --repeat critical=4h --repeat warning=25h --quiet 18:00-08:00`
    )
    const before = draftOf(night)
    expect(
      receiverCommand(
        'night',
        { ...before, sites: [], quietFrom: '', quietTo: '', quietDays: [], timeZone: '' },
        { draft: before, isNew: false }
      )
    ).toBe("receivers set night --site '' --quiet ''")
    expect(receiverCommand('night', { ...before, enabled: false }, { draft: before, isNew: false })).toBe(
      'receivers set night --enabled no'
    )
  })

  it('has no command beside it that would be refused', () => {
    const command = (draft: Partial<typeof empty>, name = 'chat') =>
      receiverCommand(name, { ...empty, ...draft }, { draft: empty, isNew: true })
    const mail = { to: 'line3@factory.lan' }
    expect(
      [{}, { type: 'slack' }, { type: 'http' }, { type: 'ntfy', server: 'http://ntfy.factory.lan' }, { ...mail, quietFrom: '18:00' }].map(
        (draft) => command(draft as Partial<typeof empty>)
      )
    ).toStrictEqual(Array(5).fill(undefined))
    expect(command(mail, ' ')).toBeUndefined()
    expect(command(mail)).toBe('receivers add chat --type email --to line3@factory.lan --language ja')

    const before = draftOf({ ...night, channel: { type: 'slack', url: { isSet: true, origin: 'http://chat.lan' } } })
    const change = (draft: Partial<typeof empty>) => receiverCommand('night', { ...before, ...draft }, { draft: before, isNew: false })
    expect([change({}), change({ type: 'email' }), change({ type: 'teams' })]).toStrictEqual([undefined, undefined, undefined])
    expect(change({ language: 'ja' })).toBe('receivers set night --language ja')
  })
})

describe('a refusal', () => {
  const refusal = (code: string, issues?: readonly { path: string, message: string }[]) => ({
    refusal: { requestId: 'r', code, message: 'field nonsense not found', ...(issues && { issues: [...issues] }) }
  })

  it.each([
    ['/channel/url', 'url'],
    ['/channel/to/0', 'to'],
    ['/quietHours/timeZone', 'quietHours'],
    ['/repeatSeconds/critical', 'repeatSeconds'],
    ['/channel/body', 'body'],
    ['/caFile', 'caFile']
  ] as const)('about %s stands at its field', (path, field) => {
    expect(problemsOf(refusal('VALIDATION_FAILED', [{ path, message: 'expected something else' }]))).toStrictEqual({
      fields: { [field]: wrong[field] }
    })
  })

  it('that concerns the whole says why, and that nothing was changed', () => {
    expect(problemsOf(refusal('CONFIGURATION_REFUSED'))).toStrictEqual({
      fields: {},
      whole: `${refused.configuration} field nonsense not found`
    })
    expect(problemsOf(refusal('RECEIVER_EXISTS'))).toStrictEqual({ fields: { name: wrong.taken } })
    expect(problemsOf(undefined)?.whole).toBe(refused.notReached)
    expect(problemsOf({ answer: {} })).toBeUndefined()
  })
})

it('a receiver’s facts are said in the reader’s language', async () => {
  const japanese = (await inLanguage('ja', () => import('../src/receivers/receiver-facts.ts'))).receiverFacts
  expect(receiverFacts(night).map(([, value]) => value)).toStrictEqual([
    'English',
    'north',
    'Critical',
    '18:00–08:00, starting Sat (Asia/Tokyo): critical only',
    'Critical: every 4 h'
  ])
  expect(japanese(night).map(([, value]) => value)).toStrictEqual(['英語', 'north', '緊急', '18:00〜08:00（土に開始）（Asia/Tokyo）：緊急のみ', '緊急：4 時間ごと'])
  expect(receiverFacts({ ...night, severities: ['info', 'critical'] })[2]![1]).toBe('Critical, Info')
})

it('the relay’s form sends all of it, and its command asks for the password', () => {
  const draft = { ...relayDraftOf(null), host: ' mail.factory.lan ', from: 'mimamori@factory.lan' }
  expect(sent(relayRequestOf(draft))).toStrictEqual({ host: 'mail.factory.lan', port: 25, from: 'mimamori@factory.lan', tls: 'starttls' })
  expect(relayCommand({ ...draft, tls: 'none', user: 'mimamori', password: 'secret' })).toBe(
    'relay set --host mail.factory.lan --from mimamori@factory.lan --tls none --user mimamori --password-file -'
  )
  expect([relayCommand(relayDraftOf(null)), relayCommand({ ...draft, from: ' ' })]).toStrictEqual([undefined, undefined])
})
