import type { DeviceView } from '@mimamori/contract'
import { describe, expect, it } from 'vitest'
import { actionsFor, commandsFor, needsOldKeys, setUpActionFor } from '../src/device-actions/actions.ts'
import { editCommand, pauseCommand } from '../src/device-actions/change-command.ts'
import { changedByOthers, changesOf, draftOf, rebased } from '../src/device-actions/edit-draft.ts'
import { keyCommand } from '../src/device-actions/key-command.ts'
import { endOf, pauseDraftOf, requestOf, type PauseDraft } from '../src/device-actions/pause-draft.ts'
import { problemOf } from '../src/device-actions/refusal.ts'
import { addressHolder } from '../src/device-actions/registration/address-holder.ts'
import { problemsOf } from '../src/device-actions/registration/form-problems.ts'
import { actionMessages } from '../src/device-actions/messages.ts'
import { registrationMessages } from '../src/device-actions/registration/messages.ts'
import { messages } from '../src/text/messages.ts'
import { inLanguage } from './in-language.ts'

type Key = DeviceView['keys'][number]
const key = (change: Partial<Key> = {}): Key => ({
  createdAt: '2026-11-01T00:00:00.000Z',
  firstUsedAt: null,
  weak: false,
  revokedAt: null,
  hashPrefix: null,
  ...change
})
const registered = { name: 'Line A', address: null, site: 'north', role: '', ownLimits: { silentAfterSeconds: 43_200 }, scrapeUrl: null }
const before = draftOf(registered)

describe('what can be done with a device', () => {
  const device = (change: Partial<DeviceView>) =>
    actionsFor({ state: 'active', lastSeen: '2026-11-29T00:00:00.000Z', keys: [key()], ...change })

  it.each([
    ['one that reports', {}, 'edit pause rotate revoke retire'],
    ['a paused one', { state: 'paused' }, 'edit resume changePause rotate revoke retire'],
    ['one that has never reported', { state: 'pending', lastSeen: null }, 'edit pause rotate revoke delete'],
    ['one that was brought back', { state: 'pending' }, 'edit pause rotate revoke retire'],
    ['a retired one', { state: 'retired', keys: [key(), key()] }, 'edit rotate'],
    ['a revoked one', { state: 'revoked' }, 'edit rotate'],
    ['one with two keys', { keys: [key(), key()] }, 'edit pause rotate endOldKeys revoke retire'],
    ['one whose old key is revoked', { keys: [key({ revokedAt: '2026-11-02T00:00:00.000Z' }), key()] }, 'edit pause rotate revoke retire']
  ] as const)('depends on its state: %s', (_which, change, actions) => {
    expect(device(change as Partial<DeviceView>).join(' ')).toBe(actions)
  })

  it.each([
    ['has never reported', { freshness: 'silent', state: 'pending', lastSeen: null }, 'setUp'],
    ['was brought back', { freshness: 'silent', state: 'pending', lastSeen: '2026-11-29T00:00:00.000Z' }, 'replace'],
    ['is silent', { freshness: 'silent', state: 'active', lastSeen: '2026-11-29T00:00:00.000Z' }, 'replace'],
    ['reports', { freshness: 'fresh', state: 'active', lastSeen: '2026-11-29T00:00:00.000Z' }, undefined],
    ['is retired', { freshness: 'silent', state: 'retired', lastSeen: '2026-11-29T00:00:00.000Z' }, undefined]
  ] as const)('is the line to paste on it as it fits a device that %s', (_which, client, action) => {
    expect(setUpActionFor({ scraped: false, agentVersion: null, ...client })).toBe(action)
    const scraped = { ...client, scraped: true }
    expect([setUpActionFor({ ...scraped, agentVersion: null }), setUpActionFor({ ...scraped, agentVersion: '0.1.0' })]).toEqual([
      undefined,
      action
    ])
  })

  it('is not the end of old keys before it has used the newest', () => {
    expect(needsOldKeys({ keys: [key({ firstUsedAt: '2026-11-01T00:01:00.000Z' }), key()] })).toBe(true)
    expect(needsOldKeys({ keys: [key(), key({ firstUsedAt: '2026-11-29T08:00:00.000Z' })] })).toBe(false)
  })
})

describe('the commands for a device', () => {
  const said = (state: DeviceView['state']) => commandsFor(state).map(({ verb, what }) => `${verb}: ${actionMessages.commands[what]}`)

  it('say of a new key that the old one works for now', () => {
    expect(said('active')).toContain('rotate: Issue a new key (the old one keeps working for now)')
  })

  it.each(['retired', 'revoked'] as const)(
    'say of the new key of a device that is %s that it brings it back: no old one works',
    (state) => {
      expect(said(state)).toStrictEqual(['show: Show all details', 'rotate: Bring the device back, with a new key'])
    }
  )
})

describe('the form for a change', () => {
  it('shows the device’s own limits, in hours and in minutes', () => {
    expect(before).toStrictEqual({
      name: 'Line A',
      address: '',
      site: 'north',
      role: '',
      silentAfterHours: '12',
      downAfterMinutes: '',
      downSeverity: '',
      scrapeUrl: ''
    })
    expect(changesOf({ ...before, downSeverity: 'critical' }, before)).toStrictEqual({ downSeverity: 'critical' })
    expect(editCommand('pi-1', { downSeverity: null })).toBe("devices set pi-1 --down-severity ''")
    expect(draftOf({ ...registered, ownLimits: { silentAfterSeconds: 5400, downAfterSeconds: 330 } })).toMatchObject({
      silentAfterHours: '1.5',
      downAfterMinutes: '5.5'
    })
    expect(draftOf({ ...registered, ownLimits: {} }).silentAfterHours).toBe('')
  })

  it('sends what was changed and nothing else, and takes away what was emptied', () => {
    expect(changesOf({ ...before, name: 'Line A ' }, before)).toStrictEqual({})
    expect(changesOf({ ...before, name: '', role: ' kiosk' }, before)).toStrictEqual({ name: null, role: 'kiosk' })
    const scrapeUrl = 'http://192.168.1.20:9100/metrics?collect[]=cpu'
    expect(editCommand('pi-1', changesOf({ ...before, scrapeUrl }, before) as { readonly scrapeUrl: string })).toBe(
      `devices set pi-1 --scrape-url '${scrapeUrl}'`
    )
    // A limit that hours do not show exactly stays as it is.
    const odd = draftOf({ ...registered, ownLimits: { silentAfterSeconds: 100 } })
    expect(changesOf({ ...odd, role: 'kiosk' }, odd)).toStrictEqual({ role: 'kiosk' })
  })

  it.each([
    ['24', 86_400],
    ['0.5', 1800],
    ['0,5', 1800],
    ['１２．５', 45_000],
    ['', null]
  ])('takes hours as people type them: %s', (silentAfterHours, seconds) => {
    expect(changesOf({ ...before, silentAfterHours }, before)).toStrictEqual({ silentAfterSeconds: seconds })
  })

  it.each(['a day', '-1', '1e3', '1.'])('does not take %s for hours', (silentAfterHours) => {
    expect(changesOf({ ...before, silentAfterHours }, before)).toStrictEqual({ wrong: 'silentAfterHours' })
  })

  it('finds what another administrator has made of the same fields, and takes over the others', () => {
    const draft = { ...before, name: 'Line B', role: 'kiosk' }
    const now = { ...before, name: 'Line C', role: 'kiosk', site: 'south' }
    expect(changedByOthers(draft, { before, now })).toStrictEqual({ name: 'Line C' })
    expect(rebased(draft, { before, now })).toStrictEqual({ ...before, name: 'Line B', role: 'kiosk', site: 'south' })
    expect(changedByOthers(draft, { before: now, now })).toStrictEqual({})
  })

  it('has its command beside it, in words that a shell takes as they are', () => {
    expect(editCommand('pi-1', {})).toBeUndefined()
    expect(editCommand('pi-1', { name: "it's 3", site: null, silentAfterSeconds: 5400 })).toBe(
      String.raw`devices set pi-1 --name 'it'\''s 3' --site '' --silent-after 5400s`
    )
  })
})

describe('the form for a pause', () => {
  it('begins with the reason of a pause that goes on', () => {
    expect([pauseDraftOf({ pauseReason: 'stocktaking' }).reason, pauseDraftOf({ pauseReason: null }).reason]).toStrictEqual([
      'stocktaking',
      ''
    ])
  })

  const timeZone = 'Asia/Tokyo'
  const at = (instant: string) => ({ timeZone, nowMs: Date.parse(instant) })
  const draft = (change: Partial<PauseDraft>): PauseDraft => ({ end: 'open', dateTime: '', reason: '', ...change })

  it.each([
    // Saturday evening in Japan.
    ['today', '2026-11-28T10:30:00Z', '2026-11-28T15:00:00.000Z'],
    ['tomorrow', '2026-11-28T10:30:00Z', '2026-11-28T23:00:00.000Z'],
    ['monday', '2026-11-28T10:30:00Z', '2026-11-29T23:00:00.000Z'],
    // Early on a Monday there, still Sunday in UTC.
    ['today', '2026-11-29T20:00:00Z', '2026-11-30T15:00:00.000Z'],
    ['monday', '2026-11-29T20:00:00Z', '2026-12-06T23:00:00.000Z']
  ] as const)('ends by the clocks of its reader: %s, asked at %s', (end, now, until) => {
    expect(new Date(endOf({ end, dateTime: '' }, at(now))!).toISOString()).toBe(until)
  })

  it('ends at eight in the morning also where the clocks are set back in the night', () => {
    expect(endOf({ end: 'tomorrow', dateTime: '' }, { timeZone: 'Europe/Berlin', nowMs: Date.parse('2026-10-24T10:00:00Z') })).toBe(
      Date.parse('2026-10-25T07:00:00Z')
    )
  })

  it('sends a time and a reason only where there are some', () => {
    expect(requestOf(draft({}), at('2026-11-28T10:30:00Z'))).toStrictEqual({})
    expect(requestOf(draft({ end: 'dateTime', dateTime: '2026-12-01T08:00', reason: ' 棚卸し ' }), at('2026-11-28T10:30:00Z'))).toStrictEqual({
      until: '2026-11-30T23:00:00.000Z',
      reason: '棚卸し'
    })
  })

  it.each(['', '2026-11-28T19:30', '202-01-01T00:00'])('asks for a time in the future: %s', (dateTime) => {
    expect(requestOf(draft({ end: 'dateTime', dateTime }), at('2026-11-28T10:30:00Z'))).toStrictEqual({ wrong: 'dateTime' })
  })

  it('has its command beside it', () => {
    expect(pauseCommand('pi-1', {})).toBe('devices pause pi-1')
    expect(pauseCommand('pi-1', { until: '2026-11-30T23:00:00.000Z', reason: 'power work' })).toBe(
      "devices pause pi-1 --until 2026-11-30T23:00:00Z --reason 'power work'"
    )
  })
})

describe('the command that puts a key on a device', () => {
  const asService = { isStartedByNpm: false, dataDirectory: '/var/lib/mimamori' }
  const put = 'sudo tee /etc/mimamori/agent.key > /dev/null && sudo systemctl restart mimamori-agent'

  it('goes over SSH where there is an address, and never to one that a device has made up', () => {
    expect(keyCommand({ address: 'pi-1.lan', ipAddress: '192.168.10.31' }, asService)).toStrictEqual({
      on: 'server',
      command: `ssh -t pi-1.lan '${put}'`
    })
    expect(keyCommand({ address: null, ipAddress: '-oProxyCommand=evil' }, asService)).toStrictEqual({ on: 'device', command: put })
  })

  it('is for the server’s own agent a command there', () => {
    expect(keyCommand({ address: '127.0.0.1', ipAddress: null }, asService)).toStrictEqual({ on: 'server', command: put })
    expect(keyCommand({ address: '127.0.0.1', ipAddress: null }, { isStartedByNpm: true, dataDirectory: '/srv/var' })).toStrictEqual({
      on: 'started',
      command: 'tee /srv/var/agent/key > /dev/null'
    })
    expect(
      keyCommand({ address: '127.0.0.1', ipAddress: null }, { isStartedByNpm: true, dataDirectory: '/home/sato/my data' }).command
    ).toBe("tee '/home/sato/my data'/agent/key > /dev/null")
  })
})

describe('a refusal', () => {
  const refused = (code: string, issues?: readonly { readonly path: string, readonly message: string }[]) => ({
    refusal: { requestId: '1', code, message: 'pi-1 is retired', ...(issues && { issues: [...issues] }) }
  })

  it('is said in the language of its reader', async () => {
    const japanese = (await inLanguage('ja', () => import('../src/device-actions/refusal.ts'))).problemOf
    expect(japanese('pause', refused('STATE_CONFLICT'))).toMatch(/^この間に端末が廃止または失効になったため/)
    expect(japanese('retire', refused('ROLE_REQUIRED'))).toMatch(/^閲覧者としてログインしています/)
    expect(japanese('retire', undefined)).toMatch(/^サーバーが応答しません/)
    expect(problemOf('pause', refused('STATE_CONFLICT'))).toBe(actionMessages.conflicts.pause)
    expect(problemOf('rotate', refused('STATE_CONFLICT'))).toBe('The server did not accept this: pi-1 is retired')
    expect(problemOf('retire', { answer: {} })).toBeUndefined()
  })

  it('names the device in use that has the address', () => {
    const client = (clientId: string, address: string | null, state: 'active' | 'retired' = 'active') => ({ clientId, address, state })
    const clients = [
      client('pi-0', '192.168.1.20', 'retired'),
      client('pi-1', '192.168.1.20'),
      client('pi-2', '192.168.1.21'),
      client('pi-3', null)
    ]
    expect(addressHolder({ id: 'pi-4', address: ' 192.168.1.20' }, clients)).toBe('pi-1')
    expect(addressHolder({ id: 'pi-2', address: '192.168.1.21' }, clients)).toBeUndefined()
    expect(addressHolder({ id: 'pi-4', address: '' }, clients)).toBeUndefined()
  })

  it('of a form stands at its fields', () => {
    expect(
      problemsOf(
        refused('VALIDATION_FAILED', [
          { path: '/silentAfterSeconds', message: '' },
          { path: '/address', message: '' }
        ])
      )
    ).toStrictEqual({
      fields: { silentAfterHours: registrationMessages.wrong.silentAfterHours, address: registrationMessages.wrong.address }
    })
    expect(problemsOf(refused('CLIENT_DEVICE_EXISTS'))).toStrictEqual({ fields: { id: registrationMessages.taken } })
    expect(problemsOf(refused('CLIENT_ADDRESS_TAKEN'))).toStrictEqual({ fields: { address: registrationMessages.addressTaken(undefined) } })
    expect(problemsOf(refused('CLIENT_ADDRESS_TAKEN'), 'pi-2')?.fields.address).toMatch(/^pi-2 has this address\./)
    expect(problemsOf(refused('STORAGE_UNAVAILABLE'))).toStrictEqual({ fields: {}, whole: messages.refused.notStored })
    expect(problemsOf({ answer: {} })).toBeUndefined()
  })
})
