import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { retireDevice } from '../../../src/devices/retire/retire-device.ts'
import type { RegistryClient } from '../../../src/devices/registry-client.ts'
import type { Settings } from '../../../src/settings/settings.ts'
import { retireText } from '../../../src/devices/devices-texts.ts'
import { deviceView } from '../device-view.ts'

afterEach(() => { vi.unstubAllEnvs() })

/** Retires a device that answers, and to which the server does not log in. */
const retireForeign = async (isPlan: boolean): Promise<string> => {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'ssh'), '#!/bin/sh\necho "mimamori@127.0.0.1: Permission denied (publickey)." >&2\nexit 255\n')
  chmodSync(join(directory, 'ssh'), 0o755)
  vi.stubEnv('PATH', `${directory}:${process.env.PATH}`)
  const server = createServer((socket) => { socket.end() }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => { server.close() })
  const ssh = {
    address: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'mimamori', keyFile: '/key', knownHosts: '/known',
    options: []
  }
  const { steps } = await retireDevice({
    device: deviceView(), ssh, registry: { retire: () => Promise.resolve() } as unknown as RegistryClient,
    settings: { inventory: directory } as unknown as Settings,
    text: retireText('en'), deletesAgent: false, isPlan, about: []
  })
  expect(steps.find(({ step }) => step === 'registry')?.mark).toBe(isPlan ? 'planned' : 'done')
  return steps.find(({ step }) => step === 'device')?.detail ?? ''
}

test('a device to which the server does not log in leaves an agent that runs and its key: ' +
  'it is said, with the line that ends both', async () => {
  const detail = await retireForeign(false)
  expect(detail).toContain('Its agent runs on, and its key is left on it')
  const line = detail.split('\n').at(-1)!.trim()
  expect(line).toMatch(/^sudo sh -c '/)
  // By this machine's shell, in a tree of the test's own.
  const root = temporaryDirectory()
  writeFileSync(join(root, 'agent.conf'), 'CLIENT_ID=pi-kiosk-03\nCLIENT_KEY=secret\n')
  writeFileSync(join(root, 'agent.key'), 'secret\n')
  const tried = line.replace('sudo ', '').replaceAll('/etc/mimamori', root).replaceAll('systemctl', 'echo')
  expect(execFileSync('sh', ['-c', tried], { encoding: 'utf8' })).toBe(
    'disable --now mimamori-agent.service\ndisable --now mimamori-report.timer\n'
  )
  expect(readFileSync(join(root, 'agent.conf'), 'utf8')).toBe('CLIENT_ID=pi-kiosk-03\n')
  expect(() => readFileSync(join(root, 'agent.key'))).toThrow('ENOENT')
})

test('a plan says nothing of what would be left', async () => {
  expect(await retireForeign(true)).not.toContain('Its agent runs on')
})
