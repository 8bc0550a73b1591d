import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { parseFamilies } from '../src/text-format/index.ts'
import { hostRoots } from './host-trees.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const run = (...flags: string[]) => spawnSync(process.execPath, [main, ...flags], { encoding: 'utf8', timeout: 20_000 })

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
  child = undefined
})

/** Starts the program on a free port; gives its address, and what it has said so far. */
const start = async (...flags: string[]): Promise<{ process: ChildProcess, url: string, said: () => string }> => {
  const started = (child = spawn(process.execPath, [main, '--web.listen-address=127.0.0.1:0', ...flags], {
    stdio: ['ignore', 'ignore', 'pipe']
  }))
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    started.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /listening on (\S+:\d+)/.exec(said)?.[1]
      if (address !== undefined) resolve(`http://${address}`)
    })
    started.on('exit', () => reject(new Error(`it ended: ${said}`)))
  })
  return { process: started, url, said: () => said }
}

describe('the program', () => {
  it('shows a page that reads back, of the tree it is given', async () => {
    const { proc, sys, rootfs, udevData } = hostRoots('pi-4')
    const { url } = await start(`--path.procfs=${proc}`, `--path.sysfs=${sys}`, `--path.rootfs=${rootfs}`, `--path.udev.data=${udevData}`)
    const response = await fetch(`${url}/metrics`)
    const families = new Map(parseFamilies(await response.text()).map((family) => [family.name, family.samples]))
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(families.get('node_boot_time_seconds')).toEqual([{ value: 1794394836 }])
    expect(families.get('process_start_time_seconds')).toHaveLength(1)
    expect(families.get('mimamori_exporter_build_info')?.[0]?.labels).toMatchObject({ version: '0.1.0' })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly at %s, also when it comes twice', async (signal) => {
    const { process: started, url, said } = await start()
    // Half a request: the program gives it a second to come to its end, and so is there for the second signal.
    const client = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
    await once(client, 'connect')
    client.write('GET / HTTP/1.1\r\n')
    await fetch(`${url}/`)
    const exit = once(started, 'exit')
    started.kill(signal)
    await expect.poll(said, { timeout: 10_000 }).toContain('stopping')
    started.kill(signal)
    expect(await exit).toEqual([0, null])
    client.destroy()
    expect(said().match(/stopping/g)).toHaveLength(1)
  })

  it('says that its port is taken, and ends with 1', async () => {
    const { url } = await start()
    const { status, stderr } = run(`--web.listen-address=${url.slice('http://'.length)}`)
    expect([status, stderr]).toEqual([
      1,
      `mimamori-exporter: cannot listen on ${url.slice('http://'.length)}: another program listens there already (a node_exporter, perhaps)\n`
    ])
  })

  it('says all mistakes of its command line at once, and ends with 2', () => {
    const { status, stdout, stderr } = run(
      '--colector.cpu',
      '--path.procfs=/nope',
      '--path.sysfs',
      import.meta.filename,
      '--web.listen-address=9100',
      '--collector.vmstat.fields=('
    )
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.trim().split('\n')).toEqual([
      'mimamori-exporter: --colector.cpu is not a flag of this program; did you mean --collector.cpu?',
      'mimamori-exporter: --path.procfs expected a directory that is there, found "/nope"',
      `mimamori-exporter: --path.sysfs expected a directory that is there, found "${import.meta.filename}"`,
      expect.stringMatching(/^mimamori-exporter: --collector\.vmstat\.fields expected a regular expression/),
      'mimamori-exporter: --web.listen-address expected HOST:PORT or :PORT, found "9100"'
    ])
  })

  it('shows its help and its version', () => {
    expect(run('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--collector.netdev.device-exclude=REGEXP') as string
    })
    expect(run('--version')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^mimamori-exporter 0\.1\.0 \(Node\.js v24\./) as string
    })
  })
})
