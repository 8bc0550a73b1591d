import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startCollector } from '../../collector/test/collector-process.ts'
import { run } from '../lab/command.ts'
import { startSshServer } from '../scripts/ssh-server.ts'
import { importFleet } from '../simulator/start-fleet.ts'
import { createPublisher } from '../whole/publish-content.ts'
import { createBenchFleet } from './bench-fleet.ts'
import { answerCost } from './content-answer.ts'
import { cpuSeconds, cpuSecondsOfChildren } from './process-cost.ts'
import { megabytes, milliseconds, seconds, type Section } from './table.ts'

const fileBytes = 5_000_000
const files = 100
const devices = 300
/** Downloads that the collector gives at once, and connections of the peer. */
const atOnce = 20
/** The answer to a report names the time that the whole set would take for all devices; they begin within a minute of it at most. */
const spreadMs = devices * files * fileBytes / 50_000
const set = 'lobby'
type Content = Readonly<Record<string, Buffer>>

/** What has come over the loopback interface: on a machine that does nothing else, what both sides have sent. */
const loopbackBytes = (): number => Number(/^\s*lo:\s*(\d+)/m.exec(readFileSync('/proc/net/dev', 'utf8'))![1])

/** Runs programs of devices, so many at once; only their server may be another child of this process. */
const measure = async (serverPid: number, commands: readonly (readonly [string, ...string[]])[]) => {
  const before = { ms: performance.now(), bytes: loopbackBytes(), server: cpuSeconds(serverPid), devices: cpuSecondsOfChildren() }
  const waiting = commands.values()
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const [program, ...args] of waiting) {
      const [code] = await once(spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }), 'exit')
      if (code !== 0) throw new Error(`${program} ended with ${code}`)
    }
  }))
  return {
    seconds: (performance.now() - before.ms) / 1000,
    bytes: (loopbackBytes() - before.bytes) / devices,
    serverCpu: cpuSeconds(serverPid) - before.server,
    deviceCpu: cpuSecondsOfChildren() - before.devices
  }
}

/** Directories of the other devices by hard links: the disk of this machine is not that of a fleet. */
const linkDevices = async (first: string, directory: string): Promise<void> => {
  for (let index = 1; index < devices; index += 1) await run(['cp', '-al', first, join(directory, String(index))])
}

/** @throws if a device has not what changed */
const checkDevices = (directory: string, path: string, changed: Content): void => {
  for (const [name, content] of Object.entries(changed)) {
    for (let index = 0; index < devices; index += 1) {
      if (!readFileSync(join(directory, String(index), path, name)).equals(content)) throw new Error(`device ${index} has another ${name}`)
    }
  }
}

/** By the agent's own code at a collector, and then what the answer to a report costs. */
const ours = async (directory: string, first: Content, changed: Content, say: (line: string) => void) => {
  await using collector = await startCollector({ dataDirectory: join(directory, 'server'), adminToken: randomBytes(32).toString('base64url') })
  const publisher = createPublisher(collector)
  const fleet = await createBenchFleet(devices, collector.origin)
  await importFleet(collector, fleet.map(({ member }) => member))
  const keys = fleet.map(({ member }) => member.key)
  await publisher.publish(set, first)
  await publisher.assignToAll(set)
  const directories = join(directory, 'devices')
  mkdirSync(join(directories, '0'), { recursive: true })
  const wantedVersion = async (): Promise<string> => {
    const answer = await fetch(new URL('/api/clients/content', collector.origin), { headers: { 'x-client-key': keys[0]! } })
    return (await answer.json() as { readonly version: string }).version
  }
  const bring = async (count: number) => {
    const keysFile = join(directory, `keys-${count}.json`)
    await writeFile(keysFile, JSON.stringify(keys.slice(0, count)), { mode: 0o600 })
    return measure(collector.pid, [[
      process.execPath, join(import.meta.dirname, 'content-fleet.ts'),
      directories, new URL('/api', collector.origin).href, await wantedVersion(), String(spreadMs), keysFile
    ]])
  }
  await bring(1)
  await linkDevices(join(directories, '0'), directories)
  await publisher.publish(set, { ...first, ...changed })
  const cost = await bring(devices)
  checkDevices(directories, join(set, 'current'), changed)
  say(`${devices} devices report with content and without …`)
  return { cost, answers: await answerCost({ collector, fleet, set, version: await wantedVersion() }) }
}

/** By rsync over ssh, which each device calls. */
const theirs = async (directory: string, first: Content, changed: Content) => {
  const source = join(directory, 'source')
  const directories = join(directory, 'devices')
  for (const each of [source, directories]) mkdirSync(each)
  for (const [name, content] of Object.entries(first)) {
    await writeFile(join(source, name), content)
    // rsync compares whole seconds.
    await utimes(join(source, name), 0, 0)
  }
  await run(['cp', '-a', source, join(directories, '0')])
  await linkDevices(join(directories, '0'), directories)
  for (const [name, content] of Object.entries(changed)) await writeFile(join(source, name), content)
  const ssh = await startSshServer({ directory, path: '/usr/bin:/bin' })
  try {
    const cost = await measure(ssh.pid, Array.from({ length: devices }, (_, index) => [
      'rsync', '--archive', '--delete', '--rsh', `ssh -F ${ssh.clientConfig} -p ${ssh.port}`, `pi-server:${source}/`, join(directories, String(index))
    ]))
    checkDevices(directories, '', changed)
    return cost
  } finally {
    await ssh.stop()
  }
}

/** A set of 500 MB of which 5 MB change, for a fleet, and the same by rsync over ssh. */
export const contentSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const [here, there] = [join(directory, 'content'), join(directory, 'rsync')]
  for (const each of [here, there]) mkdirSync(each)
  const first = Object.fromEntries(Array.from({ length: files }, (_, index) => [`picture-${index}.jpg`, randomBytes(fileBytes)]))
  const changed = { 'picture-0.jpg': randomBytes(fileBytes) }
  say(`a change of ${megabytes(fileBytes)} in ${megabytes(files * fileBytes)} to ${devices} devices …`)
  const { cost, answers } = await ours(here, first, changed, say)
  await rm(join(here, 'devices'), { recursive: true })
  say('the same by rsync over ssh …')
  const peer = await theirs(there, first, changed)
  const row = (what: string, key: keyof typeof cost, show: (value: number) => string) =>
    ({ what, ours: show(cost[key]), peer: show(peer[key]), ratio: cost[key] / peer[key] })
  return {
    title: 'Content beside rsync',
    method:
      `${devices} devices have a set of ${files} files of ${megabytes(fileBytes)}, one of which changes for another of its size. All are on this machine, at full speed. ` +
      'Ours is the agent’s code for content, for all devices in one process, whose start is included; they begin over ' +
      `a minute, as for any change of so large a set, and the collector gives ${atOnce} files at once. The peer is \`rsync --archive --delete\` over ssh, ` +
      `a process for each device, ${atOnce} at once; it compares dates and sizes, ours SHA-256; ssh encrypts, ours is HTTP without TLS. Bytes are those of loopback in both directions, with headers of TCP/IP; ` +
      'CPU that of the collector, or of sshd with its children, and of the devices. ' +
      `The answer to a report: the collector’s CPU for a report of each device, with the set assigned and unchanged and with none, ${answers.pairs} times by turns: medians, also of the ratios.`,
    peer: 'rsync over ssh',
    rows: [
      {
        ...row('bytes for a device', 'bytes', megabytes),
        budget: { text: `at most ${megabytes(fileBytes * 1.05)}`, isKept: cost.bytes <= fileBytes * 1.05 }
      },
      row('until all devices have it', 'seconds', seconds),
      row('CPU of the server', 'serverCpu', seconds),
      row('CPU of the devices', 'deviceCpu', seconds),
      {
        what: 'CPU for a report, with unchanged content and (right) with none',
        ours: milliseconds(answers.withContent), peer: milliseconds(answers.without), ratio: answers.ratio,
        budget: { text: 'at most 1.05 times', isKept: answers.ratio <= 1.05 }
      }
    ]
  }
}
