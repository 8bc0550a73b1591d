import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'
import { describe, expect, it, onTestFinished } from 'vitest'
import { notYet, until } from '../../collector/test/until.ts'
import { chromiumIsMissing, chromiumProgram } from './chromium.ts'
import { setInTest } from './kiosk-set.ts'
import { childrenOf } from '../whole/start-process.ts'

const files = join(import.meta.dirname, '../../ansible/roles/kiosk/files')
const unit = readFileSync(join(files, '../templates/mimamori-kiosk.service.j2'), 'utf8')
/** As the unit has them, but for what Ansible fills in. */
const chromiumFlags = Array.from(unit.matchAll(/ (--[a-z-]+(?:=[\w-]+)?)(?= )/g), ([, flag]) => flag!)

const cageIsMissing = process.env.CI === undefined && !['cage', 'grim', 'wlr-randr'].every((name) => existsSync(`/usr/bin/${name}`))

/** Checks the hours at short intervals, and takes this machine's clock for right, which it may not be. */
const browserProgram = `
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, ${JSON.stringify(files)})
import kiosk_browser, kiosk_screen
kiosk_screen.is_synchronized = lambda: True
kiosk_screen.CHECK_SECONDS = 0.3
sys.exit(kiosk_browser.main(sys.argv[1:]))
`

type Colour = readonly [red: number, green: number, blue: number]

const descendantsOf = (pid: number): readonly (readonly [pid: number, argv: string])[] =>
  [...childrenOf(pid)].flatMap((child) => [child, ...descendantsOf(child[0])])

/** Debian's cage with the kiosk's program and Chromium, on a screen that nobody sees. */
const kioskInTest = (set: string) => {
  const runtime = join(set, 'runtime')
  const hoursFile = join(set, 'opening-hours.json')
  mkdirSync(runtime, { mode: 0o700, recursive: true })
  const env = { XDG_RUNTIME_DIR: runtime, WAYLAND_DISPLAY: 'wayland-0' }
  const start = () => {
    const cage = execa('cage', [
      '-s', '--', 'python3', '-c', browserProgram, chromiumProgram, '--no-sandbox', ...chromiumFlags, `--user-data-dir=${join(set, 'profile')}`,
      `${pathToFileURL(join(files, 'page/index.html')).href}#${new URLSearchParams({ set, pages: join(set, 'pages'), poll: '0.1' })}`
    ], {
      env: {
        XDG_RUNTIME_DIR: runtime, WAYLAND_DISPLAY: undefined, WLR_BACKENDS: 'headless', WLR_LIBINPUT_NO_DEVICES: '1', WLR_RENDERER: 'pixman',
        KIOSK_OPENING_HOURS: hoursFile
      },
      reject: false
    })
    onTestFinished(async () => {
      cage.kill('SIGTERM')
      await cage
    })
    return cage
  }
  /** What a camera in front of the screen would see at a place of it. */
  const colour = async (): Promise<Colour> => {
    const { stdout } = await execa('grim', ['-t', 'ppm', '-'], { env, encoding: 'buffer' })
    const header = /^P6\s\d+ \d+\s\d+\s/.exec(Buffer.from(stdout.subarray(0, 40)).toString('latin1'))![0].length
    const [red, green, blue] = stdout.subarray(header + 3 * 5000)
    return [red!, green!, blue!]
  }
  const untilShown = (wanted: Colour) => until(`the screen is ${wanted.join()}`, async () => {
    const seen = await colour().catch((error: unknown) => String(error))
    return String(seen) === wanted.join() || notYet(String(seen))
  }, { withinMs: 60_000, everyMs: 100 })
  const untilScreen = (state: 'on' | 'off') => until(`the screen is ${state}`, async () => {
    const { stdout } = await execa('wlr-randr', { env, reject: false })
    return stdout.includes(`Enabled: ${state === 'on' ? 'yes' : 'no'}`) || notYet(stdout)
  }, { withinMs: 60_000, everyMs: 100 })
  const hours = (hours: object | null): void => { writeFileSync(hoursFile, JSON.stringify(hours)) }
  return { start, colour, untilShown, untilScreen, hours }
}

/** A picture that comes only when it is released. */
const slowPicture = async () => {
  const held = Promise.withResolvers<undefined>()
  const asked = Promise.withResolvers<undefined>()
  const server = createServer((_request, response) => {
    asked.resolve(undefined)
    void held.promise.then(() => { response.writeHead(404).end() })
  })
  onTestFinished(() => { server.close() })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, asked: asked.promise, release: () => { held.resolve(undefined) } }
}

const page = (colour: string) => ({ 'index.html': `<body style="background: ${colour}">` })
const [green, blue]: readonly Colour[] = [[0, 102, 0], [0, 0, 102]]
const closed = { timeZone: 'Asia/Tokyo', open: {}, closedDates: [] }

describe.skipIf(chromiumIsMissing || cageIsMissing)('the kiosk on cage', () => {
  it('shows a set until the next one has loaded completely, without anything white in between', async () => {
    const { directory, publish } = setInTest()
    const kiosk = kioskInTest(directory)
    await publish(page('#060'))
    void kiosk.start()
    await kiosk.untilShown(green!)
    const { origin, asked, release } = await slowPicture()
    await publish({ 'index.html': `<body style="background: #006"><img src="${origin}">` })
    await asked
    for (let shot = 0; shot < 20; shot++) expect(await kiosk.colour()).toEqual(green)
    release()
    const reds: number[] = []
    await until('the next one is shown', async () => {
      const seen = await kiosk.colour()
      reds.push(seen[0])
      return String(seen) === blue!.join() || notYet(seen.join())
    }, { withinMs: 60_000, everyMs: 1 })
    expect(Math.max(...reds)).toBe(0)
  })

  it('switches the screen off while the site is closed, takes a new version all the same, and shows it when the site opens', async () => {
    const { directory, publish } = setInTest()
    const kiosk = kioskInTest(directory)
    await publish(page('#060'))
    kiosk.hours(closed)
    const cage = kiosk.start()
    await kiosk.untilScreen('off')
    await publish(page('#006'))
    kiosk.hours(null)
    await kiosk.untilScreen('on')
    await kiosk.untilShown(blue!)
    kiosk.hours(closed)
    await kiosk.untilScreen('off')
    cage.kill('SIGTERM')
    const said = (await cage).stderr.split('\n').filter((line) => line.startsWith('screen '))
    expect(said).toEqual(['off: the site is closed', 'on', 'off: the site is closed'].map((state) => `screen HEADLESS-1 is switched ${state}`))
  })

  it('ends when its page has crashed, and shows the set again, and nothing else, when it is started again', async () => {
    const { directory, publish } = setInTest()
    const kiosk = kioskInTest(directory)
    await publish(page('#060'))
    const cage = kiosk.start()
    await kiosk.untilShown(green!)
    for (const [pid, argv] of descendantsOf(cage.pid!)) if (argv.includes('--type=renderer')) process.kill(pid, 'SIGSEGV')
    expect((await cage).stderr).toContain('a page has crashed')
    void kiosk.start()
    await kiosk.untilShown(green!)
  })
})
