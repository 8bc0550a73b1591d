import { expect, test } from 'vitest'
import { parseJournalEntry } from '../../../src/sources/journal/journal-entry.ts'

/** As `journalctl --output=json --all` of systemd 257 (Debian 13) wrote it, with the fields that are asked for. */
const recorded = {
  coloured:
    '{"__SEQNUM_ID":"7c71b0cceaa04e208d6794a70c64c803","_PID":"1581084","_TRANSPORT":"stdout","MESSAGE":[114,97,119,32,27,91,51,49,109,114,101,100,27,91,48,109,32,108,105,110,101],"_BOOT_ID":"cd286d97b6aa4476b487222852a46d93","__SEQNUM":"1866","SYSLOG_IDENTIFIER":"colored","__REALTIME_TIMESTAMP":"1795867725923266","PRIORITY":"6","__CURSOR":"s=7c71b0cceaa04e208d6794a70c64c803;i=74a;b=cd286d97b6aa4476b487222852a46d93;m=bd4723fe8;t=6615509de03c2;x=78b89c8ac5eb2f17","__MONOTONIC_TIMESTAMP":"50808897512"}',
  kernel:
    '{"_BOOT_ID":"cd286d97b6aa4476b487222852a46d93","__CURSOR":"s=7c;i=74b","__REALTIME_TIMESTAMP":"1795867724037213","__MONOTONIC_TIMESTAMP":"5081","PRIORITY":"4","_TRANSPORT":"kernel","SYSLOG_IDENTIFIER":"kernel","MESSAGE":"hwmon hwmon1: Undervoltage detected!"}'
}
const parse = (json: string) => parseJournalEntry(json, () => 0)
const withFields = (fields: Record<string, unknown>) => parse(JSON.stringify({ ...JSON.parse(recorded.kernel) as object, ...fields })).line

test('reads an entry whose message has colours, which journalctl writes as bytes', () => {
  expect(parse(recorded.coloured)).toEqual({
    cursor: 's=7c71b0cceaa04e208d6794a70c64c803;i=74a;b=cd286d97b6aa4476b487222852a46d93;m=bd4723fe8;t=6615509de03c2;x=78b89c8ac5eb2f17',
    line: expect.objectContaining({
      text: 'raw red line', boot: 'cd286d97-b6aa-4476-b487-222852a46d93', monotonicMs: 50_808_898, wallMs: 1_795_867_725_923,
      unit: 'colored', level: 'info', isLevelDefault: true, isReplaced: false, context: { pid: '1581084' }
    }) as unknown
  })
})

test('reads a line of the kernel', () => {
  expect(parse(recorded.kernel).line).toMatchObject({ unit: 'kernel', level: 'warn', isLevelDefault: false, monotonicMs: 5, context: {} })
})

test('names the unit that systemd speaks of before the one that wrote the line, and a user’s unit before that user’s manager', () => {
  expect(withFields({ _SYSTEMD_UNIT: 'init.scope', UNIT: 'kiosk.service', SYSLOG_IDENTIFIER: 'systemd' })).toMatchObject({
    unit: 'kiosk.service',
    context: { identifier: 'systemd' }
  })
  expect(withFields({ _SYSTEMD_UNIT: 'user@1000.service', _SYSTEMD_USER_UNIT: 'browser.service' })?.unit).toBe('browser.service')
  expect(withFields({ _SYSTEMD_UNIT: 'ssh.service', SYSLOG_IDENTIFIER: 'sshd', _PID: '812' })).toMatchObject({
    unit: 'ssh.service',
    writer: 'ssh.service/812',
    context: { identifier: 'sshd', pid: '812' }
  })
})

test.each([
  ['0', 'error'],
  ['3', 'error'],
  ['4', 'warn'],
  ['5', 'info'],
  ['6', 'info'],
  ['7', 'debug'],
  [undefined, 'info']
])('takes priority %s as %s', (PRIORITY, level) => {
  expect(withFields({ PRIORITY })?.level).toBe(level)
})

test('replaces bytes that are no UTF-8, joins a message that is there twice, and gives no line where there is none', () => {
  expect(withFields({ MESSAGE: [0x61, 0xff] })).toMatchObject({ text: 'a\ufffd', isReplaced: true })
  expect(withFields({ MESSAGE: ['one', [0x74, 0x77, 0xff]] })).toMatchObject({ text: 'one\ntw\ufffd', isReplaced: true })
  expect(withFields({ MESSAGE: null })).toBeUndefined()
  expect(withFields({ MESSAGE: undefined })).toBeUndefined()
})

test('puts the line onto the agent’s clock of its boot', () => {
  expect(parseJournalEntry(recorded.kernel, (boot) => (boot === 'cd286d97-b6aa-4476-b487-222852a46d93' ? 1000 : 0)).line?.monotonicMs).toBe(
    1005
  )
})

test('refuses what is no entry', () => {
  expect(() => parse('{"MESSAGE":"a"}')).toThrow('an entry without __CURSOR')
  expect(() => parse('No journal files were found.')).toThrow(SyntaxError)
})
