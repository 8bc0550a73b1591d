import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { backedUpServer, dataDirectory, testAsOwner, testWithResticAsRoot } from './server-in-test.ts'

const repository = join(import.meta.dirname, '../../../..')

/** The value of a key of a unit. */
const valueOf = (unit: string, key: string): string =>
  new RegExp(`^${key}=(.*)$`, 'm').exec(readFileSync(join(repository, 'collector/systemd', unit), 'utf8'))?.[1] ?? ''

/**
 * Runs a command line with the rights of a unit: its capabilities, and a server of which it can write its own directories alone. The
 * server is mounted at a place to which every user may go, as to `/`.
 */
const runAs = async (unit: string, { root }: { readonly root: string }) => {
  const [, , ...argv] = valueOf(unit, 'ExecStart').split(' ')
  const script = `
    import { run } from ${JSON.stringify(join(repository, 'collector/cli/src/run.ts'))}
    const print = (line) => { process.stdout.write(line + '\\n') }
    process.exitCode = await run(${JSON.stringify(argv)}, {
      env: { MIMAMORI_DATA_DIR: ${JSON.stringify(dataDirectory)} }, root: '/mnt', command: 'mimamori', print, printError: print
    })`
  const own = ['var/lib/mimamori-backup', 'var/cache/mimamori-backup']
  for (const path of own) mkdirSync(join(root, path), { recursive: true })
  chmodSync(root, 0o755)
  const mounts = [
    `mount --bind ${root} /mnt`, 'mount -o remount,bind,ro /mnt', ...own.map((path) => `mount --bind ${join(root, path)} /mnt/${path}`)
  ]
  const capabilities = valueOf(unit, 'CapabilityBoundingSet').split(' ').map((name) => `+${name.replace('CAP_', '').toLowerCase()}`)
  const child = spawn('unshare', [
    '--mount', '--propagation', 'private', 'sh', '-ec', `${mounts.join('\n')}\nexec "$@"`, 'sh',
    'setpriv', `--bounding-set=-all,${capabilities.join(',')}`, '--inh-caps=-all', '--no-new-privs',
    process.execPath, '--input-type=module', '--eval', script
  ], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [out, code] = await Promise.all([text(child.stdout), new Promise<number | null>((resolve) => child.once('exit', resolve))])
  return { out, code }
}

/** A server whose data belong to the collector's account. */
const serverOfCollector = async () => {
  const server = await backedUpServer({ settings: 'LOGS=yes\n' })
  await server.collector.enroll({ id: 'pi-1' })
  execFileSync('chown', ['-R', '4242:4242', server.data])
  return server
}

testWithResticAsRoot('the unit of backups has the rights that it needs, whether the collector runs or not', async () => {
  const server = await serverOfCollector()
  expect(await runAs('mimamori-backup.service', server)).toMatchObject({ code: 0, out: expect.stringMatching(/^Backup .* is complete/) as string })
  await server.collector.close()
  expect(await runAs('mimamori-backup.service', server)).toMatchObject({ code: 0, out: expect.stringMatching(/^Backup .* is complete/) as string })
})

testAsOwner('the unit of the proof has the rights that it needs (if root tries, in a checkout open to all)', async () => {
  const server = await serverOfCollector()
  expect(await server.mimamori('backup')).toMatchObject({ code: 0, errors: '' })
  expect(await runAs('mimamori-backup-proof.service', server)).toMatchObject({ code: 0, out: expect.stringContaining('can be restored') as string })
})
