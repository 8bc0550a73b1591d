import { createHash } from 'node:crypto'
import { mkdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { json, buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { ContentPreview, ContentPreviewRequest, ContentSetView } from '@mimamori/contract'
import { collectorInTest, type CollectorInTest } from '../../test/collector-in-test.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { untilAllEnd } from '../../test/until-all-end.ts'
import { run } from '../src/run.ts'

/** Answers a preview with what a test says, and passes everything else on to the collector. */
const withPreviews = async (collector: CollectorInTest, preview: Partial<ContentPreview>) => {
  const asked: ContentPreviewRequest[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url?.endsWith('/preview')) {
      asked.push(await json(request) as ContentPreviewRequest)
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({
        requestId: 'r', added: [], changed: [], removed: [], unchangedCount: 0, devices: [], noLongerFor: [], unmatched: {}, bounds: [],
        problems: [], ...preview
      }))
      return
    }
    const { statusCode, body } = await collector.app.inject({
      method: request.method as 'GET', url: request.url!, headers: request.headers, body: await buffer(request)
    })
    response.statusCode = statusCode
    response.end(body)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => { server.close() })
  return { port: (server.address() as AddressInfo).port, asked }
}

const folderOf = (files: Readonly<Record<string, string>>): string => {
  const folder = temporaryDirectory()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

const enrolled = collectorInTest({ until: untilAllEnd() }).then(async (collector) => {
  await collector.enroll({ id: 'pi-1', site: 'north', role: 'signage' })
  return collector
})

/** A terminal beside the collector, on which somebody answers each question so, if it is one. */
const atTerminal = async ({ confirm, preview = {} }: {
  readonly confirm?: () => Promise<boolean>
  readonly preview?: Partial<ContentPreview>
} = {}) => {
  const collector = await enrolled
  for (const { name } of collector.deps.contents.all()) await collector.asAdmin({ method: 'DELETE', url: `/api/content/${name}` })
  const { port, asked } = await withPreviews(collector, preview)
  const questions: string[] = []
  const progress: string[] = []
  const mimamori = async (...argv: readonly string[]) => {
    const [out, errors]: [string[], string[]] = [[], []]
    const code = await run(argv, {
      env: { MIMAMORI_DATA_DIR: collector.config.dataDir, MIMAMORI_LISTEN: `127.0.0.1:${port}` },
      command: 'mimamori', print: (line) => void out.push(line), printError: (line) => void errors.push(line),
      showProgress: (line) => { if (line) progress.push(line) },
      ...confirm && { confirm (question) { questions.push(question); return confirm() } }
    })
    return { code, out: out.join('\n'), errors: errors.join('\n') }
  }
  const setOf = async (name: string) =>
    (await collector.asAdmin({ url: `/api/content/${name}` })).json<{ readonly content?: ContentSetView }>().content
  return { collector, mimamori, asked, questions, progress, setOf }
}

const device: ContentPreview['devices'][number] = {
  id: 'pi-1', name: null, site: 'north', downloadBytes: 5_000_000, availableBytes: 2_000_000, lackingBytes: 3_000_000, problems: []
}

test('shows what publishing a folder would do, asks, and publishes it to the devices that were named', async () => {
  const { mimamori, asked, questions, progress, setOf } = await atTerminal({
    confirm: async () => true, preview: { added: ['写真/一.jpg'], devices: [device], unchangedCount: 2 }
  })
  const folder = folderOf({ 'index.html': '<h1>hello</h1>', '写真/一.jpg': 'jpg', '.DS_Store': 'x', empty: '' })
  const { code, out } = await mimamori('content', 'publish', 'welcome', folder, '--site', 'north', '--label', 'line=2')
  expect([code, questions]).toEqual([0, ['Publish welcome? [y/N]']])
  expect(out).toMatch(/^1 file added, 0 changed, 0 removed, 2 unchanged\n {2}\+ 写真\/一\.jpg\nFor 1 device:\n/)
  expect(out).toMatch(/\npi-1 +north +5\.0 MB +2\.0 MB *\n(.*\n)*Warning: .*: pi-1 \(does not fit: needs 3\.0 MB more\)\n/)
  expect(out).toContain('Version 1 of welcome is published; 17 B were uploaded.\n')
  expect(asked).toMatchObject([{
    files: [{ path: 'empty' }, { path: 'index.html' }, { path: '写真/一.jpg' }], targets: { sites: ['north'], labels: ['line=2'] }
  }])
  expect(progress).not.toEqual([])
  expect(await setOf('welcome')).toMatchObject({ current: 1, targets: { sites: ['north'], labels: ['line=2'] }, versions: [{ fileCount: 3 }] })
  writeFileSync(join(folder, 'index.html'), '<h1>new</h1>')
  expect((await mimamori('content', 'publish', 'welcome', folder, '--yes', '--json')).out).toMatch(/"current":2/)
  expect((await mimamori('content', 'list')).out).toMatch(
    /^NAME +VERSION +PUBLISHED +SIZE +FOR +DEVICES\nwelcome +2 .* 15 B +site north, label line=2 +0 of 1 device up to date, 1 waiting$/
  )
  expect((await mimamori('content', 'show', 'welcome', '--lang', 'ja')).out).toMatch(/2（現在）[^]*端末[^]*pi-1 +north +待機中/)
})

test.each([
  ['en', 'Warning: these devices keep what they have until they have the space: pi-1 (does not fit: needs 3.0 MB more)'],
  ['ja', '警告：次の端末は、空きができるまで今あるものを使い続けます：pi-1（空きが 3.0 MB 足りません）']
])('publishes without a question also for a device without the space, with a warning on standard error: %s', async (language, warning) => {
  const { mimamori, setOf } = await atTerminal({ preview: { devices: [device, { ...device, id: 'pi-2', downloadBytes: 1, lackingBytes: undefined }] } })
  const folder = folderOf({ a: 'one' })
  const { code, errors } = await mimamori('content', 'publish', 'welcome', folder, '--site', 'north', '--yes', '--lang', language)
  expect([code, errors]).toEqual([0, warning])
  expect(await setOf('welcome')).toMatchObject({ targets: { sites: ['north'] } })
  expect((await mimamori('content', 'assign', 'welcome', '--site', 'north', '--yes', '--lang', language)).errors).toBe(warning)
})

test('names twenty of the devices without the space, and counts the others', async () => {
  const devices = Array.from({ length: 23 }, (_, place) => ({ ...device, id: `pi-${place}` }))
  const { mimamori } = await atTerminal({ preview: { devices } })
  const { errors } = await mimamori('content', 'publish', 'welcome', folderOf({ a: 'one' }), '--yes')
  expect(errors).toMatch(/pi-0 \(does not fit: needs 3\.0 MB more\), .*pi-19 \(.* 3\.0 MB more\), … and 3 more$/)
})

test('names the devices that lack a value of a template on standard error', async () => {
  const reason = 'a.txt.template: line 1 needs the label floor, which is not set'
  const { mimamori } = await atTerminal({ preview: { devices: [{ ...device, lackingBytes: undefined, problems: [reason] }] } })
  const { code, errors } = await mimamori('content', 'publish', 'welcome', folderOf({ 'a.txt.template': '{{ label.floor }}' }), '--yes')
  expect([code, errors]).toEqual([0, `Warning: these devices cannot use it, and keep what they have: pi-1 (${reason})`])
})

test('says which devices lose a set, and which targets name none', async () => {
  const { mimamori } = await atTerminal({ preview: { noLongerFor: ['pi-1', 'pi-2'], unmatched: { sites: ['nroth'], labels: ['line=9'] } } })
  await mimamori('content', 'publish', 'welcome', folderOf({ a: 'one' }), '--yes')
  const { out, errors } = await mimamori('content', 'assign', 'welcome', '--site', 'nroth', '--label', 'line=9', '--yes')
  expect(out).toContain('No longer for: pi-1, pi-2. They keep the files that they have downloaded.\n')
  expect(errors).toBe('Warning: no device matches site nroth, label line=9 yet; one that is enrolled later gets it')
})

test('uploads nothing of a set that exceeds a bound, and says which', async () => {
  const { collector, mimamori } = await atTerminal({ preview: { bounds: ['pi-1 would have 33 sets'] } })
  const settings = 'settings that are not uploaded'
  for (const path of ['a.json', 'a.png']) {
    const { code, errors } = await mimamori('content', 'publish', 'welcome', folderOf({ [path]: settings }), '--yes')
    expect([code, errors]).toEqual([1, 'mimamori: pi-1 would have 33 sets'])
  }
  const sha256 = createHash('sha256').update(settings).digest('hex')
  expect(await collector.deps.contentFiles.storedBytes({ sha256, size: settings.length })).toBe(0)
})

test('asks the server for its reasons in the language of the terminal', async () => {
  const { mimamori } = await atTerminal()
  await mimamori('content', 'publish', 'welcome', folderOf({ 'a.txt.template': '{{ label.floor }}' }), '--site', 'north', '--yes')
  expect((await mimamori('content', 'show', 'welcome', '--lang', 'ja')).out).toMatch(
    /失敗 .*テンプレートの失敗：端末に足りないラベル.*ください。メッセージ：「a\.txt\.template：1 行目で使うラベル floor が設定されていません/
  )
  expect((await mimamori('content', 'show', 'welcome')).out).toMatch(
    /failed .*Template failed\. Set the missing label .* Message: “.*line 1 needs the label floor, which is not set”$/
  )
})

test.each([
  ['en', 'Has not reported yet. The download starts with its first report.'],
  ['ja', 'まだ報告がありません。最初の報告が届くと、自動で受信を始めます。']
])('says why a device waits: %s', async (language, reason) => {
  const { mimamori } = await atTerminal()
  await mimamori('content', 'publish', 'welcome', folderOf({ a: 'one' }), '--site', 'north', '--yes')
  expect((await mimamori('content', 'show', 'welcome', '--lang', language)).out.split('\n').at(-1)).toMatch(new RegExp(`^pi-1 .*  ${reason}$`))
})

test.each(['publish', 'assign'])('refuses to %s for a device that does not exist, and names the nearest', async (word) => {
  const { mimamori, setOf } = await atTerminal()
  const folder = folderOf({ a: 'one' })
  const given = word === 'publish' ? ['welcome', folder] : ['welcome']
  const { code, errors } = await mimamori('content', word, ...given, '--device', 'pi-2', '--yes')
  expect([code, errors]).toEqual([1, expect.stringContaining('did you mean pi-1?') as string])
  expect(await setOf('welcome')).toBeUndefined()
})

test('says that nothing has changed if the same files are published again', async () => {
  const { mimamori } = await atTerminal({ preview: { unchangedCount: 1 } })
  const folder = folderOf({ a: 'one' })
  await mimamori('content', 'publish', 'welcome', folder, '--yes')
  const { out } = await mimamori('content', 'publish', 'welcome', folder, '--yes')
  expect(out).toMatch(/^Nothing has changed: version \d+ stays current\.$/m)
  expect(out).not.toContain('uploaded')
})

test('goes on with an upload where it stopped, and sends nothing that the server has', async () => {
  const { collector, mimamori } = await atTerminal()
  const folder = folderOf({ 'film.mp4': 'twelve bytes' })
  await collector.asAdmin({
    method: 'PATCH', url: `/api/content-files/${createHash('sha256').update('twelve bytes').digest('hex')}`,
    headers: { 'content-type': 'application/partial-upload', 'upload-offset': '0', 'upload-length': '12' }, body: Buffer.from('twel')
  })
  expect((await mimamori('content', 'publish', 'film', folder, '--yes')).out).toContain('8 B were uploaded')
  expect((await mimamori('content', 'publish', 'other', folder, '--yes')).out).toContain('0 B were uploaded')
  const settings = folderOf({ 'settings.json': '{"brightness": 80}', 'film.mp4': 'twelve bytes' })
  expect((await mimamori('content', 'publish', 'settings', settings, '--yes')).out).toContain('18 B were uploaded')
})

test.each([
  ['en', 'they need 12 B, and 11 B is free for content. Remove content that nobody needs (mimamori content remove NAME) or add a disk'],
  ['ja', '必要：12 B、コンテンツに使える空き：11 B']
])('sends and asks nothing if the server lacks the space, and says how much: %s', async (language, reason) => {
  const { collector, mimamori, questions } = await atTerminal({ confirm: async () => true })
  // In place of a full disk.
  vi.spyOn(collector.deps.contentFiles, 'freeBytes').mockResolvedValueOnce(11)
  const folder = folderOf({ 'settings.json': `"a ${language} disk!"` })
  const { code, errors } = await mimamori('content', 'publish', 'full', folder, '--lang', language)
  expect([code, errors]).toEqual([1, expect.stringContaining(reason) as string])
  expect(questions).toEqual([])
  expect((await mimamori('content', 'publish', 'full', folder)).out).toContain('12 B were uploaded')
})

test('changes nothing after a no, nor without a terminal unless it is told not to ask', async () => {
  const { mimamori, setOf } = await atTerminal({ confirm: async () => false })
  const folder = folderOf({ a: 'one' })
  expect(await mimamori('content', 'publish', 'welcome', folder)).toMatchObject({ code: 1, errors: 'mimamori: nothing was changed' })
  const { mimamori: inScript } = await atTerminal()
  expect(await inScript('content', 'publish', 'welcome', folder)).toMatchObject({
    code: 2, errors: expect.stringContaining('give --yes') as string
  })
  expect(await setOf('welcome')).toBeUndefined()
})

test('publishes nothing that a schema refuses, and names the file', async () => {
  const { mimamori, setOf } = await atTerminal({ preview: { problems: [{ path: 'settings.json', message: '/brightness: expected a number' }] } })
  expect(await mimamori('content', 'publish', 'welcome', folderOf({ 'settings.json': '{}' }), '--yes')).toMatchObject({
    code: 1, errors: 'Warning: settings.json: /brightness: expected a number\nmimamori: the files are not valid; nothing was published'
  })
  expect(await setOf('welcome')).toBeUndefined()
})

test.each([
  ['a link', (folder: string) => { symlinkSync('/etc/hostname', join(folder, 'link')) }, /\/link is a link; put the file itself there/],
  ['a name that Windows keeps', (folder: string) => { writeFileSync(join(folder, 'nul.txt'), '') }, /nul\.txt: expected another name than nul\.txt/],
  ['two names that differ in case', (folder: string) => {
    for (const name of ['A.png', 'a.png']) writeFileSync(join(folder, name), name)
  }, /a\.png and A\.png are the same name to an SD card/],
  ['no file', () => undefined, /has no files/],
  ['no existence', (folder: string) => { rmdirSync(folder) }, /there is no folder .*: give the folder whose files/]
])('publishes nothing of a folder with %s', async (_what, prepare, reason) => {
  const { mimamori, setOf } = await atTerminal()
  const folder = temporaryDirectory()
  prepare(folder)
  expect(await mimamori('content', 'publish', 'welcome', folder, '--yes')).toMatchObject({ code: 1, errors: expect.stringMatching(reason) as string })
  expect(await setOf('welcome')).toBeUndefined()
})

test('shows line feeds and escape sequences of names as characters, in errors and in questions too', async () => {
  const { mimamori, questions } = await atTerminal({ confirm: async () => false, preview: { added: ['a\nb\x1b[2J'] } })
  const folder = temporaryDirectory()
  writeFileSync(join(folder, 'a\nmimamori: done\x1b[2J'), 'one')
  expect(await mimamori('content', 'publish', 'welcome', folder, '--yes')).toMatchObject({
    code: 1, errors: 'mimamori: a\\u000amimamori: done\\u001b[2J: expected no control characters; rename it, and publish again'
  })
  expect((await mimamori('content', 'publish', 'welcome', `${folder}/no\nsuch`)).errors).toContain('/no\\u000asuch: give the folder')
  const { out } = await mimamori('content', 'assign', 'wel\x1b[2Jcome\n', '--to-all')
  expect(out).toContain('\n  + a\\u000ab\\u001b[2J\n')
  expect(questions).toEqual(['Assign wel\\u001b[2Jcome\\u000a to these devices? [y/N]'])
})

test.each(['eleven bytez', 'eleven'])('names the file that changed to %j while it was uploaded', async (changed) => {
  const folder = folderOf({ 'film.mp4': 'eleven bytes' })
  const { mimamori, setOf } = await atTerminal({
    async confirm () {
      writeFileSync(join(folder, 'film.mp4'), changed)
      return true
    }
  })
  expect(await mimamori('content', 'publish', 'welcome', folder)).toMatchObject({
    code: 1, errors: `mimamori: ${join(folder, 'film.mp4')} changed while it was uploaded; nothing was published. Publish again once it is complete`
  })
  expect(await setOf('welcome')).toBeUndefined()
})

test('assigns, goes back to a stored version, and removes, each after a question', async () => {
  const { mimamori, asked, questions, setOf } = await atTerminal({ confirm: async () => true })
  for (const content of ['one', 'two', 'three']) await mimamori('content', 'publish', 'lobby', folderOf({ a: content }), '--yes')
  expect((await mimamori('content', 'assign', 'lobby', '--role', 'signage', '--role', 'kiosk')).out).toContain('lobby is for role signage, role kiosk.')
  expect(await mimamori('content', 'rollback', 'lobby')).toMatchObject({ code: 0, out: expect.stringContaining('Version 2 of lobby is current again.') as string })
  expect(asked.at(-1)).toMatchObject({ files: [{ path: 'a', size: 3 }] })
  expect((await mimamori('content', 'rollback', 'lobby', '3', '--yes')).code).toBe(0)
  expect((await setOf('lobby'))?.current).toBe(3)
  expect(await mimamori('content', 'rollback', 'lobby', '9')).toMatchObject({ code: 1, errors: 'mimamori: lobby has no version 9; stored: 3, 2, 1' })
  expect(await mimamori('content', 'assign', 'lobby')).toMatchObject({ code: 2 })
  expect((await mimamori('content', 'assign', 'lobby', '--to-none')).out).toContain('lobby is for no device.')
  expect(await mimamori('content', 'show', 'lobb')).toMatchObject({ code: 1, errors: expect.stringContaining('did you mean lobby?') as string })
  expect((await mimamori('content', 'remove', 'lobby')).out).toContain('lobby is removed')
  expect(questions).toHaveLength(4)
  expect((await mimamori('content', 'list')).out).toContain('No content yet.')
})
