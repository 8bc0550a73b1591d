import { startServer } from '@mimamori/exporter'
import { expect, onTestFinished, test } from 'vitest'
import { textIn } from '../../src/text/index.ts'
import { describeWatch } from '../../src/watcher/describe-watch.ts'
import { noticePage } from '../../src/watcher/notice-page.ts'
import type { WatchState } from '../../src/watcher/server-watch.ts'

const at = 'http://192.168.10.2:8080'

test('the page loads nothing from elsewhere, and shows what the watcher says', async () => {
  let state: WatchState = { kind: 'starting' }
  const text = textIn('ja')
  const { port, close } = await startServer({
    address: { host: '127.0.0.1', port: 0 },
    handler: noticePage({ language: 'ja', text, state: () => describeWatch(state, at, text) })
  })
  onTestFinished(close)
  const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method })
  const page = await get('/')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).toMatch(/<html lang="ja">[^]*data-stopped="この端末の監視役が動いていません"/)
  expect((await get('/notice.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  state = { kind: 'alarm', forMs: 17 * 60_000, problem: { kind: 'notifies_nobody', problem: 'alertmanager_silent' } }
  expect(await (await get('/state?x')).json()).toEqual({
    kind: 'alarm',
    title: '異常があっても通知されません',
    lines: [
      'この状態が 17 分続いています。直るまで、アラートは誰にも届きません。',
      'アラートは誰にも届きません。Alertmanager が応答しません。起動してください。'
    ]
  })
  for (const [path, method] of [
    ['/other', 'GET'],
    ['/toString', 'GET'],
    ['/', 'POST']
  ] as const) {
    expect((await get(path, method)).status).toBe(404)
  }
})

test.each(['en', 'ja'] as const)('each problem is a sentence with what to do (%s)', (language) => {
  const text = textIn(language)
  const problems = [
    { kind: 'no_answer', reason: 'ECONNREFUSED' },
    { kind: 'not_ours', status: 502 },
    { kind: 'not_ready', reasons: [{ code: 'STORAGE_UNAVAILABLE', message: 'disk I/O error' }] },
    { kind: 'notifies_nobody', problem: 'no_receiver' }
  ] as const
  for (const problem of problems) {
    const { lines: [, sentence] } = describeWatch({ kind: 'failing', forMs: 1000, problem }, at, text)
    expect(sentence).toMatch(language === 'ja' ? /[ぁ-ん]/ : /[a-z]{3}/)
  }
})

test.each([
  [
    'en',
    'The collector cannot do its work: the server’s clock cannot be trusted. Check the time, then confirm it on the admin page. too new'
  ],
  [
    'ja',
    'コレクターが動作できません：サーバーの時計が正しくない可能性があります。時刻を確認し、管理画面で「時刻は正しい」を押してください。 too new'
  ]
] as const)(
  'why the collector is not ready is shown in the language of the screen, and in the collector’s words only where the reason is unknown (%s)',
  (language, expected) => {
    const problem = {
      kind: 'not_ready',
      reasons: [
        { code: 'CLOCK_UNTRUSTED', message: 'the clock' },
        { code: 'OF_A_NEWER_COLLECTOR', message: 'too new' }
      ]
    } as const
    expect(describeWatch({ kind: 'failing', forMs: 1000, problem }, at, textIn(language)).lines[1]).toBe(expected)
  }
)
