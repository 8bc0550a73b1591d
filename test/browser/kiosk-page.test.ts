import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumIsMissing, chromiumProgram, launchChromium } from './chromium.ts'
import { setInTest, sha256 } from './kiosk-set.ts'
import { pollTimeout } from './page.ts'
import { childrenOf } from '../whole/start-process.ts'

const kioskPage = pathToFileURL(join(import.meta.dirname, '../../ansible/roles/kiosk/files/page/index.html')).href
const browserProgram = join(import.meta.dirname, '../../ansible/roles/kiosk/files/kiosk_browser.py')
const pagesProgram = join(import.meta.dirname, '../../ansible/roles/kiosk/files/kiosk_pages.py')
const pagesOf = (directory: string): string => join(directory, 'pages')
let browser: Browser | undefined

beforeAll(async () => {
  if (chromiumIsMissing) return
  // As the kiosk's unit starts it.
  browser = await launchChromium({ args: ['--allow-file-access-from-files'] })
})
afterAll(async () => { await browser?.close() })

const picture = (colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"><rect width="16" height="9" fill="${colour}"/></svg>`

const countEmptyFrames = `
  globalThis.framesInTest = { empty: 0, hasShown: false }
  const count = () => {
    const isShown = document.querySelector('.layer.shown') !== null
    if (isShown) framesInTest.hasShown = true
    else if (framesInTest.hasShown) framesInTest.empty += 1
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
`

/** But for those that give up on a file. */
const countTimers = `
  globalThis.timersInTest = 0
  const setTimer = setTimeout
  setTimeout = (ended, ms) => {
    if (ms < 30_000) timersInTest += 1
    return setTimer(() => {
      if (ms < 30_000) timersInTest -= 1
      ended()
    }, ms)
  }
`

/** The kiosk's screen, which counts the frames in which nothing was shown after something had been. */
const screenOf = async (directory: string, seconds = 1): Promise<Page> => {
  const page = await browser!.newPage()
  await page.addInitScript(countEmptyFrames + countTimers)
  await page.goto(`${kioskPage}#${new URLSearchParams({ set: directory, pages: pagesOf(directory), seconds: `${seconds}`, poll: '0.1' })}`)
  return page
}
const emptyFrames = (page: Page): Promise<number> => page.evaluate<number>('framesInTest.empty')
/** What is shown, below the version's directory. */
const sources = async (page: Page): Promise<readonly string[]> =>
  (await page.evaluate<string[]>('[...document.querySelectorAll(".layer.shown > *")].map(({ src }) => decodeURIComponent(src))'))
    .map((source) => source.replace(/.*\/(?:versions\/[0-9a-f]+|pages)\//, ''))

const descendantsOf = (pid: number): readonly (readonly [pid: number, argv: string])[] =>
  [...childrenOf(pid)].flatMap((child) => [child, ...descendantsOf(child[0])])

describe.skipIf(chromiumIsMissing)('the page of a kiosk', () => {
  it('waits for the first content, shows it when it is there, and changes to the next without a frame that shows nothing', async () => {
    const { directory, publish } = setInTest()
    const page = await screenOf(directory)
    await expect.poll(() => page.innerText('body'), pollTimeout).toContain('Waiting for content')
    await publish({ 'index.html': '<body style="background: #060">one <img src="写真 1.svg">', '写真 1.svg': picture('red') })
    await expect.poll(() => sources(page), pollTimeout).toEqual(['index.html'])
    expect(await page.frameLocator('iframe').locator('img').evaluate((image: { readonly naturalWidth: number }) => image.naturalWidth)).toBe(16)
    await publish({ 'index.html': '<body style="background: #006">two' })
    // Reading fails, and is tried again, if the frame of the version before leaves just then.
    await expect.poll(async () => page.frames()[1]?.textContent('body'), pollTimeout).toBe('two')
    expect(await emptyFrames(page)).toBe(0)
    await page.close()
  })

  it('shows pictures and pages of PDFs in turn, in the order of their numbers, and leaves out what it cannot show', async () => {
    const { directory, publish } = setInTest()
    const printed = await browser!.newPage()
    await printed.setContent('<p>first<p style="break-before: page">second')
    const pdf = await printed.pdf()
    await printed.close()
    await publish({ '10.svg': picture('blue'), '2.svg': picture('red'), '3.png': 'not a picture', 'notes.txt': 'not shown', '9.pdf': pdf })
    const page = await screenOf(directory, 0.2)
    await expect.poll(() => page.innerText('body'), pollTimeout).toContain('Waiting for content')
    await execa('python3', [pagesProgram, directory, pagesOf(directory), '400'])
    const seen: string[] = []
    const until = Date.now() + 20_000
    while (Date.now() < until && seen.length < 6) {
      const [source] = (await sources(page)).slice(-1)
      if (source !== undefined && seen.at(-1) !== source) seen.push(source)
    }
    const turn = ['2.svg', `${sha256(pdf)}/1.png`, `${sha256(pdf)}/2.png`, '10.svg']
    expect(seen.slice(0, 6)).toEqual([...turn, ...turn].slice(0, 6))
    expect(await emptyFrames(page)).toBe(0)
    await expect.poll(() => sources(page), pollTimeout).toContain(turn[1])
    await page.close()
  })

  it('leaves nothing running of slides that have ended', async () => {
    const { directory, publish } = setInTest()
    await publish({ '1.svg': picture('red'), '2.svg': picture('blue') })
    const page = await screenOf(directory, 0)
    for (const next of ['1.svg', '2.svg', '1.svg', '2.svg', '1.svg', '2.svg']) {
      await expect.poll(async () => (await sources(page)).at(-1), { ...pollTimeout, interval: 20 }).toBe(next)
    }
    // For the version, for the slide and for the next version.
    expect(await page.evaluate<number>('timersInTest')).toBeLessThanOrEqual(3)
    await page.close()
  })

  it('refuses a set that has nothing to show, and a PDF that is none', async () => {
    const { directory, publish } = setInTest()
    const check = async () => (await execa('python3', [pagesProgram, directory, pagesOf(directory), '400'], { reject: false })).stderr
    await publish({ 'notes.txt': 'x' })
    expect(await check()).toContain('nothing to show: expected an index.html, pictures')
    await publish({ 'a.svg': picture('red'), 'menu.pdf': 'not a PDF' })
    expect(await check()).toMatch(/^menu.pdf cannot be shown: .*(?:PDF|xref|trailer)/)
    await publish({ 'a.svg': picture('red') })
    expect(await check()).toBe('')
  })

  it('ends when its page has crashed, for systemd to start it again, and not when it is asked to', async () => {
    const { directory, publish } = setInTest()
    await publish({ 'index.html': '<body>shown' })
    const start = () => execa('python3', [
      browserProgram, chromiumProgram, '--headless', '--no-sandbox', '--disable-gpu', '--allow-file-access-from-files',
      `--user-data-dir=${join(directory, 'profile')}`, `${kioskPage}#${new URLSearchParams({ set: directory })}`
    ], { reject: false })

    const crashing = start()
    const renderers = (): readonly number[] => descendantsOf(crashing.pid!)
      .filter(([, argv]) => argv.includes('--type=renderer'))
      .map(([pid]) => pid)
    await expect.poll(renderers, pollTimeout).not.toEqual([])
    for (const pid of renderers()) process.kill(pid, 'SIGSEGV')
    expect(await crashing).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('a page has crashed') })

    const stopped = start()
    const argvs = (): readonly string[] => descendantsOf(stopped.pid!).map(([, argv]) => argv)
    await expect.poll(argvs, pollTimeout).toContainEqual(expect.stringContaining('--type=renderer'))
    stopped.kill('SIGTERM')
    expect(await stopped).toMatchObject({ exitCode: 0 })
  })
})
