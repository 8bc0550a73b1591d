import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { BackupState } from '@mimamori/contract/backup-state'
import { temporaryDirectory } from '../../../test/temporary-directory.ts'
import { untilAllEnd } from '../../../test/until-all-end.ts'
import { backedUpServer, dataDirectory, serverInTest, testWithRestic, testWithResticAsRoot, type BackedUpServer } from './server-in-test.ts'

let server: BackedUpServer
const ended = untilAllEnd()
beforeAll(async () => { server = await backedUpServer({ until: ended }) })

/** What the collector can know of the last backup. */
const reportedFailure = ({ read }: Pick<BackedUpServer, 'read'>): string | undefined =>
  (JSON.parse(read('/var/lib/mimamori-backup/state.json')) as BackupState).lastFailure?.reason

const saying = (text: string): string => expect.stringContaining(text) as string

testWithRestic('sets backups up, and prints the password once', async () => {
  const { root, printed, password, mimamori, repository } = server
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){5}$/)
  expect(printed).toContain(`  ${password}\n`)
  expect(['backup-password', 'backup.conf'].map((name) => statSync(join(root, '/etc/mimamori', name)).mode & 0o777)).toEqual([0o600, 0o600])
  const again = await mimamori('backup', 'init')
  expect(again).toMatchObject({ code: 0, errors: '', out: saying(`${repository} has backups already`) })
  expect(again.out).not.toContain(password)
  expect(await mimamori('backup', 'init', '/elsewhere')).toMatchObject({ code: 2, errors: saying('backups are set up already') })
})

testWithRestic('shows what a backup contains and what it does not, with sizes', async () => {
  server.write('/var/lib/mimamori-prometheus/data/chunk', 'x'.repeat(2000))
  const { code, out } = await server.mimamori('backup', 'contents')
  expect(code).toBe(0)
  expect(out).toMatch(/^In a backup:\nSIZE +PATH +WHAT IT IS\n[\d.]+ kB +\/var\/lib\/mimamori-collector\/mimamori\.db +database/)
  expect(out).toMatch(/\n\nNot in a backup:\n.*\n.*kB +\/var\/lib\/mimamori-collector\/logs\.db +log lines; LOGS=yes adds them\n/)
  expect(out).toMatch(/2\.0 kB +\/var\/lib\/mimamori-prometheus +metrics of the past/)
})

testWithRestic('goes on after a backup that was killed in the middle, as by a power cut', async () => {
  const { root, mimamori, repository } = server
  execFileSync('sh', ['-c', `head -c 150000000 /dev/urandom > ${root}/etc/mimamori/large`])
  const killed = spawn(process.execPath, ['--input-type=module', '--eval', `
    import { run } from ${JSON.stringify(join(import.meta.dirname, '../../src/run.ts'))}
    const print = () => {}
    await run(['backup'], { env: { MIMAMORI_DATA_DIR: ${JSON.stringify(dataDirectory)} }, root: ${JSON.stringify(root)}, command: 'mimamori', print, printError: print })
  `], { detached: true, stdio: 'ignore' })
  const gone = new Promise((resolve) => killed.once('exit', resolve))
  await expect.poll(() => readdirSync(join(repository, 'locks')).length, { interval: 5 }).toBeGreaterThan(0)
  process.kill(-killed.pid!, 'SIGKILL')
  await gone
  expect(existsSync(join(root, '/var/lib/mimamori-backup/staging/mimamori.db'))).toBe(true)
  expect((await mimamori('restore', 'list')).out).toContain('no backup yet')
  execFileSync('truncate', ['--size', '0', `${root}/etc/mimamori/large`])
  expect(await mimamori('backup')).toMatchObject({ code: 0, errors: '' })
  expect(existsSync(join(root, '/var/lib/mimamori-backup/staging'))).toBe(false)
})

/** The command lines of the programs that run in this directory, by Linux's /proc. */
const commandLinesIn = (directory: string): readonly string[] => readdirSync('/proc').flatMap((pid) => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')] : []
  } catch {
    return []
  }
})

testWithRestic('waits for the end of another restic, such as the backup of another server', async () => {
  const { root, mimamori, repository } = server
  const other = spawn('restic', ['backup', '--host', 'other', '--stdin'], {
    env: { ...process.env, RESTIC_REPOSITORY: repository, RESTIC_PASSWORD_FILE: join(root, '/etc/mimamori/backup-password') },
    stdio: ['pipe', 'ignore', 'ignore']
  })
  const otherEnded = new Promise((resolve) => other.once('exit', resolve))
  await expect.poll(() => readdirSync(join(repository, 'locks')).length).toBe(1)
  const backup = mimamori('backup')
  await expect.poll(() => commandLinesIn(root), { interval: 20 }).toContainEqual(saying('--retry-lock 1m forget'))
  other.stdin.end('a file of the other server')
  expect(await otherEnded).toBe(0)
  expect(await backup).toMatchObject({ code: 0, errors: '' })
})

testWithRestic('asks for the disk where the repository is not there, and makes no directory in its place', async () => {
  const { mimamori, disk, repository } = server
  renameSync(repository, join(disk, 'elsewhere'))
  expect(await mimamori('backup')).toMatchObject({ code: 1, errors: saying(`there are no backups at ${repository}: plug in the disk`) })
  expect(existsSync(repository)).toBe(false)
  expect(reportedFailure(server)).toBe('missing')
  renameSync(join(disk, 'elsewhere'), repository)
  expect(await serverInTest().mimamori('backup', 'init', '/media/not-mounted/mimamori')).toMatchObject({
    code: 1, errors: 'mimamori: there is no directory /media/not-mounted: plug in the disk and mount it'
  })
})

testWithRestic('says that a password is wrong', async () => {
  const { mimamori, write, password } = server
  write('/etc/mimamori/backup-password', 'another\n', 0o600)
  expect(await mimamori('backup')).toMatchObject({ code: 1, errors: saying('the password does not open') })
  expect(reportedFailure(server)).toBe('wrong_password')
  write('/etc/mimamori/backup-password', `${password}\n`, 0o600)
})

testWithResticAsRoot('says that the target is full, and goes on once there is space', async () => {
  const smallServer = await backedUpServer()
  const { mimamori, write, root } = smallServer
  const full = temporaryDirectory()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', full])
  try {
    write('/etc/mimamori/backup.conf', `REPOSITORY=${join(full, 'backups')}\n`, 0o600)
    expect((await mimamori('backup', 'init')).code).toBe(0)
    execFileSync('sh', ['-c', `head -c 12000000 /dev/urandom > ${root}/etc/mimamori/large`])
    expect(await mimamori('backup')).toMatchObject({ code: 1, errors: saying('there is no space left for backups') })
    expect(reportedFailure(smallServer)).toBe('full')
    execFileSync('mount', ['-o', 'remount,size=40m', full])
    expect(await mimamori('backup')).toMatchObject({ code: 0, errors: '' })
    expect(reportedFailure(smallServer)).toBeUndefined()
  } finally {
    execFileSync('umount', [full])
  }
})

testWithRestic('says so if the database is damaged', async () => {
  const { mimamori, write } = serverInTest()
  write('/var/lib/mimamori-collector/mimamori.db', 'no database'.repeat(100))
  const disk = temporaryDirectory()
  expect((await mimamori('backup', 'init', join(disk, 'backups'))).code).toBe(0)
  expect(await mimamori('backup')).toMatchObject({ code: 1, errors: saying('the database cannot be copied: file is not a database') })
})

test('reports every mistake in the settings at once, with the nearest name, and no secret', async () => {
  const { mimamori, write, root } = serverInTest()
  write('/etc/mimamori/backup.conf', 'REPOSITROY=/media/usb\nKEEP_DAILY=many\nRESTIC_REST_PASSWORD=geheim\nnonsense\n', 0o644)
  const { code, errors } = await mimamori('backup')
  expect(code).toBe(2)
  expect(errors.replaceAll(`${root}/etc/mimamori/backup.conf`, 'FILE').split('\n')).toEqual([
    'mimamori: FILE: line 4 is not NAME=VALUE',
    'FILE: REPOSITROY: unknown setting; did you mean REPOSITORY?',
    expect.stringMatching(/^FILE: REPOSITORY is missing: expected where backups are kept/) as string,
    'FILE: KEEP_DAILY: expected a number from 0 to 9999; got "many"',
    'FILE: others can read the secrets in it: sudo chmod 600 FILE'
  ])
})

test('a server without settings says how to set backups up', async () => {
  expect(await serverInTest().mimamori('backup')).toMatchObject({ code: 2, errors: saying('sudo mimamori backup init /media/usb/mimamori') })
})
