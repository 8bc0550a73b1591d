import { describe, expect, test } from 'vitest'
import type { AgentState } from '../../src/state/agent-state.ts'
import { describeState } from '../../src/state/describe-state.ts'
import { en } from '../../src/text/en/index.ts'
import { ja } from '../../src/text/ja/index.ts'

const nowMs = 1_795_608_000_000
const ago = (seconds: number): number => nowMs - seconds * 1000
const state: AgentState = {
  version: '0.1.0',
  startTicks: 1,
  pid: 4711,
  bootId: 'b',
  configFile: '/etc/mimamori/agent.conf',
  clientId: 'pi-1',
  apiBaseUrl: 'http://10.0.0.5:8080/api',
  startedWallMs: ago(3 * 86_400),
  updatedWallMs: ago(20),
  intervalSeconds: 60,
  connection: { state: 'delivering', sinceWallMs: ago(7200) },
  lastReport: { wallMs: ago(20), series: 245, bytes: 6300, accepted: 245, rejected: [] },
  acknowledgedLines: 0,
  waiting: { logs: 0, samples: 0, oldestAgeMs: 0 },
  sources: [],
  dropped: { report: 0, logs: 0 },
  supersededReports: 0,
  failingCollectors: {}
}
const say = (change: Partial<AgentState> = {}, { running = true, text = en } = {}): string[] =>
  describeState({ ...state, ...change }, { running, nowMs, text })

describe('the status', () => {
  test('of an agent that is well is five sentences', () => {
    expect(say()).toEqual([
      'The agent 0.1.0 has been running for 3 d (process 4711).',
      'It reports as pi-1 to http://10.0.0.5:8080/api every 60 s.',
      'The collector has accepted its reports for 2 h.',
      'Last report accepted: 20 s ago, 245 of 245 series, 6.3 kB.',
      'Nothing is waiting to be sent.'
    ])
  })

  test('says the same in Japanese', () => {
    expect(say({}, { text: ja })[2]).toBe('コレクターは 2 時間前から報告を受け付けています。')
  })

  test('says why nothing arrives, since when, and what happens next', () => {
    expect(
      say({
        connection: {
          state: 'retrying',
          sinceWallMs: ago(300),
          nextTryWallMs: nowMs + 90_000,
          reason: 'connect ECONNREFUSED 10.0.0.5:8080'
        }
      })
    ).toContain(
      'The collector has not been reachable for 5 min: connect ECONNREFUSED 10.0.0.5:8080. Next try in 1 min. See: mimamori-agent check'
    )
    expect(
      say({
        connection: {
          state: 'refused',
          sinceWallMs: ago(300),
          nextTryWallMs: nowMs,
          code: 'CLIENT_KEY_INVALID',
          reason: 'CLIENT_KEY_INVALID: the key is unknown'
        }
      })
    ).toContain(
      'The collector has rejected this device for 5 min: CLIENT_KEY_INVALID: the key is unknown. Everything is kept; next try in 0 s. See: mimamori-agent check'
    )
  })

  test('says what the spool has on the disk, and what is wrong with it', () => {
    const spool = { directory: '/var/lib/mimamori-agent/spool', bytes: 2_400_000, writtenBytes: 6300, damagedSegments: 0 }
    expect(say({ spool })).toContain('The spool in /var/lib/mimamori-agent/spool has 2.4 MB; 6.3 kB were written since the start.')
    expect(say({ spool: { ...spool, bytes: 0 } })).toEqual(say())
    expect(say({ spool: { ...spool, problem: 'EROFS: read-only file system' } }).join('\n')).toContain(
      'cannot be written (EROFS: read-only file system): what waits is kept in memory only. See: df -h /var/lib/mimamori-agent/spool'
    )
    expect(say({ spool: { ...spool, damagedSegments: 1 } }, { text: ja }).join('\n')).toContain('スプールのファイル 1 個が壊れていました。')
  })

  test('says how much of each kind waits', () => {
    const waiting = (logs: number, samples: number, text = en): string | undefined =>
      say({ waiting: { logs, samples, oldestAgeMs: 60_000 } }, { text }).at(-1)
    expect(waiting(1, 0)).toBe('1 log line has been waiting to be sent for 1 min.')
    expect(waiting(0, 10)).toBe('10 undelivered reports are waiting to be sent, the oldest for 1 min.')
    expect(waiting(12, 1)).toBe('12 log lines and 1 undelivered report are waiting to be sent, the oldest for 1 min.')
    expect(waiting(12, 1, ja)).toBe('ログ 12 行と報告 1 件が送信待ちです。最も古いものは 1 分前です。')
    expect(waiting(0, 2, ja)).toBe('報告 2 件が送信待ちです。最も古いものは 1 分前です。')
  })

  test('counts what waits, what is lost, what was replaced, what fails, and a wrong clock', () => {
    expect(
      say({
        waiting: { logs: 12, samples: 0, oldestAgeMs: 180_000 },
        dropped: { logs: 3, report: 0 },
        supersededReports: 9,
        failingCollectors: { timex: 'no perl' },
        clockSkewMs: -61_000
      }).slice(4)
    ).toEqual([
      '12 log lines are waiting to be sent, the oldest for 3 min.',
      'Lost since the start: 3 log lines.',
      'Reports replaced by newer ones before they could be sent: 9.',
      'The exporter’s collector timex fails: no perl',
      'This device’s clock is 1 min behind the server’s.'
    ])
  })

  test('says of a file that waits for the clock that it does, and what to do', () => {
    const counts = { read: 0, spooled: 0, overLimit: 0, lost: 0, replaced: 0, masked: 0, cut: 0, leftOut: 0 }
    const sources = [{ name: '/var/log/kiosk.log', ...counts, waitsForClock: true }]
    expect(say({ sources })[6]).toBe(
      '/var/log/kiosk.log has lines with times of their own, and is read once this device’s clock is synchronized, or after 2 min. ' +
      'If the clock stays unsynchronized, let systemd-timesyncd use the server (NTP= in /etc/systemd/timesyncd.conf).'
    )
    expect(say({ sources }, { text: ja })[6]).toContain('時計が同期するまで（最長 2 分）読み取りを待っています')
  })

  test('says of each source of log lines what was read, queued and dropped, and why one cannot be read', () => {
    const journal = {
      name: 'journal', read: 1234, spooled: 1200, overLimit: 30, lost: 0, replaced: 1, masked: 2, cut: 3, leftOut: 4, newestWallMs: ago(5)
    }
    const file = {
      name: '/var/log/kiosk.log', read: 1, spooled: 1, overLimit: 0, lost: 7, replaced: 0, masked: 0, cut: 0, leftOut: 0, problem: 'EACCES'
    }
    expect(say({ sources: [journal, file] }).slice(5)).toEqual([
      'Journal: 1234 lines read (latest 5 s ago), 1200 queued, 30 dropped by the rate limit, ' +
      '4 left out (empty, or below LOG_PRIORITY), 3 too long and cut, 2 with masked secrets, 1 with invalid characters replaced.',
      '/var/log/kiosk.log: 1 line read, 1 queued, 7 lost before they could be read.',
      '/var/log/kiosk.log cannot be read: EACCES. See: mimamori-agent check'
    ])
    expect(say({ sources: [journal] }, { text: ja })[5]).toBe(
      'ジャーナル：読み取り 1234 行（最新は 5 秒前）、送信待ちに追加 1200 行、流量制限により破棄 30 行、除外（空、LOG_PRIORITY 未満） 4 行、切り詰め 3 行、機密情報を伏せたもの 2 行、不正な文字を置き換えたもの 1 行。'
    )
  })

  test('says of the log what the collector has acknowledged, apart from what still waits', () => {
    expect(say({ acknowledgedLines: 1200, waiting: { logs: 30, samples: 0, oldestAgeMs: 60_000 } }).slice(4)).toEqual([
      '30 log lines are waiting to be sent, the oldest for 1 min.',
      'The collector has acknowledged 1200 log lines since the start.'
    ])
    expect(say({ acknowledgedLines: 1200 }, { text: ja }).at(-1)).toBe('起動後にコレクターが受領したログは 1200 行です。')
  })

  test('counts entries of the journal that were removed before they were read', () => {
    expect(say({ dropped: { journal: 2 } }).at(-1)).toBe('Lost since the start: 2 journal entries that were removed before they were read.')
    expect(say({ dropped: { journal: 2 } }, { text: ja }).at(-1)).toBe('起動後に失われた件数：読み取る前に削除されたジャーナルのエントリー 2 件。')
  })

  test('says one where it is one', () => {
    expect(say({ dropped: { logs: 1, report: 1 }, supersededReports: 1 }).slice(4)).toEqual(
      expect.arrayContaining([
        'Lost since the start: 1 log line, 1 report.',
        'Reports replaced by newer ones before they could be sent: 1.'
      ])
    )
  })

  test('distinguishes an agent that was stopped from one that died', () => {
    expect(say({ ended: { wallMs: ago(60), reason: 'poweroff', notifiedCollector: false } }, { running: false })[0])
      .toBe('The agent 0.1.0 is not running: it stopped 1 min ago because the device was switched off; the collector was not notified.')
    expect(say({}, { running: false })[0]).toMatch(
      /^The agent 0\.1\.0 is not running, and did not shut down cleanly; its last record is 20 s old/
    )
  })

  test('of an agent that only exposes its metrics says where', () => {
    const {
      version,
      pid,
      startTicks,
      bootId,
      configFile,
      startedWallMs,
      updatedWallMs,
      intervalSeconds,
      acknowledgedLines,
      waiting,
      sources,
      dropped,
      supersededReports,
      failingCollectors
    } = state
    const exposing = {
      version,
      pid,
      startTicks,
      bootId,
      configFile,
      startedWallMs,
      updatedWallMs,
      intervalSeconds,
      acknowledgedLines,
      waiting,
      sources,
      dropped,
      supersededReports,
      failingCollectors
    }
    expect(
      describeState(
        { ...exposing, listening: '127.0.0.1:9100', connection: { state: 'not-pushing' } },
        { running: true, nowMs, text: en }
      ).slice(1)
    ).toEqual(['It exposes /metrics at 127.0.0.1:9100.', 'It sends nothing (PUSH=no).'])
  })
})
