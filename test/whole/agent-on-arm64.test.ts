import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, type TestContext } from 'vitest'
import { startAgent, writeConfig, type AgentSetup } from '../../agent/test/agent-process.ts'
import { startCollector } from '../../collector/test/collector-process.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { testWith } from '../../dashboards/test/debian-tool.ts'
import { agentProgram, bundleProgram } from '../../scripts/build/bundle.ts'
import { architectures } from '../../scripts/publish-agent/architecture.ts'
import { fetchByNpm, findNode, NodePackageError } from '../../scripts/publish-agent/node-package.ts'
import { agentUnit } from '../lab/agent-unit.ts'
import { checkout } from '../lab/node-binary.ts'

const id = 'pi-kiosk-03'
/** Runs programs for arm64 on another processor; the static binary of Debian’s qemu-user. */
const qemu = '/usr/bin/qemu-aarch64'
/** An emulated processor takes ten times as long, and longer on a busy machine. */
const withinMs = 200_000
/** Debian’s C and C++ libraries for arm64, which Node.js is linked to. */
const libraries = '/usr/aarch64-linux-gnu'

/** Node.js for arm64 as publish-agent takes it. Without a registry the test is skipped, except in CI, where that is a failure. */
const nodeForArm64 = async (context: TestContext): Promise<string> => {
  try {
    const into = temporaryDirectory()
    const found = await findNode(
      architectures.find(({ npm }) => npm === 'arm64')!,
      into,
      { checkout, directory: into, fetchPackage: fetchByNpm, onFetch: () => undefined }
    )
    return join(found, 'bin/node')
  } catch (error) {
    if (!(error instanceof NodePackageError) || error.code !== 'missing' || process.env['CI'] !== undefined) throw error
    return context.skip(`${error.spec} cannot be had: ${error.message}`)
  }
}

/** The bundle, and how the unit starts it on a device. */
const bundleOnArm64 = async (context: TestContext) => {
  const program = join(temporaryDirectory(), 'mimamori-agent.js')
  writeFileSync(program, (await bundleProgram(agentProgram)).code)
  const { nodeFlags, env } = agentUnit()
  return {
    program,
    nodeFlags,
    env,
    node: await nodeForArm64(context),
    by: process.arch === 'arm64' ? [] : [qemu, '-L', libraries],
    timeoutMs: withinMs
  } satisfies AgentSetup
}

const missing = [qemu, join(libraries, 'lib/libstdc++.so.6')].find((file) => process.arch !== 'arm64' && !existsSync(file))

testWith(missing ?? process.execPath)(
  'the bundle of the agent works on arm64, as on a Raspberry Pi: the collector has its report, and it ends in order',
  async (context) => {
    const setup = await bundleOnArm64(context)
    await using collector = await startCollector({ dataDirectory: temporaryDirectory() })
    const {
      body: { key }
    } = await collector.send('POST', '/api/clients', { body: { id } })
    const { file } = writeConfig(new URL('/api', collector.origin).href, { CLIENT_KEY: key as string, INTERVAL_SECONDS: '5' })
    const agent = startAgent(['run', '--config', file], setup)
    onTestFinished(() => {
      agent.child.kill('SIGKILL')
    })
    const reported = await until('a report', async () => {
      const { body } = await collector.send('GET', '/api/clients/status')
      const [now] = (body as { readonly clients: readonly Record<string, unknown>[] }).clients
      return typeof now?.['memoryUsage'] === 'number' ? now : notYet(now)
    }, { withinMs })
    expect(reported).toMatchObject({ clientId: id, freshness: 'fresh', diskUsage: expect.any(Number) as number })
    agent.child.kill('SIGTERM')
    expect((await agent.ended).code).toBe(0)
  }
)
