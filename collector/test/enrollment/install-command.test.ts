import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import type { EnrollmentToken } from '@mimamori/contract'
import { collectorInTest } from '../collector-in-test.ts'
import { selfSigned } from '../self-signed.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const shown = '192.168.10.2:8080'

/**
 * A collector that listens with this certificate, beside which `ca.pem` stands, and the line that it shows; the address in it is replaced
 * by where it listens.
 */
const arrange = async ({ hasAuthority = true } = {}) => {
  const { certFile, keyFile } = selfSigned(onTestFinished)
  const authority = join(dirname(certFile), 'ca.pem')
  // Its own certificate is its authority's.
  if (hasAuthority) copyFileSync(certFile, authority)
  const directory = temporaryDirectory(onTestFinished)
  writeFileSync(
    join(directory, 'agent.json'),
    JSON.stringify({ revision: '1', archives: {}, installer: { file: 'installer.tar.gz', sha256: 'a'.repeat(64) } })
  )
  const collector = await collectorInTest({
    env: { MIMAMORI_TLS_CERT: certFile, MIMAMORI_TLS_KEY: keyFile, MIMAMORI_AGENT_DIR: directory }
  })
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  await collector.enroll({ id: 'pi-1' })
  const { command, obstacles } = (
    await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-1/enrollment-token', headers: { host: shown } })
  ).json<EnrollmentToken>()
  const { port } = collector.app.server.address() as AddressInfo
  return { authority, obstacles: obstacles.codes, command: command!, line: command!.replace(shown, `127.0.0.1:${port}`) }
}

/** What is printed by the line where `sudo` only shows what it would run, and how it ends. */
const paste = async (line: string) => {
  const directory = temporaryDirectory(onTestFinished)
  writeFileSync(join(directory, 'sudo'), '#!/bin/sh\necho "asked for a password"\nprintf "%s\\n" "$3"\n')
  chmodSync(join(directory, 'sudo'), 0o755)
  return await execa('sh', ['-c', line], { env: { PATH: `${directory}:${process.env['PATH']}` }, reject: false })
}

test('with https, the line knows the collector by its public key, and brings the authority’s certificate to a device that has none', async () => {
  const { authority, command, line, obstacles } = await arrange()
  expect(obstacles).toEqual([])
  expect(command).toMatch(
    /^echo mme_\S+ \| \{ script=\$\(curl -fsS --insecure --pinnedpubkey sha256\/\/\S{44} https:\/\/192\.168\.10\.2:8080\/install\.sh\) && sudo sh -c "\$script"; \}$/
  )
  const { stdout, exitCode } = await paste(line)
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`certificates='${readFileSync(authority, 'utf8').trim()}'`)
})

test('what answers with another key gets no root: sudo is not asked, and the line ends with curl’s code', async () => {
  const { line } = await arrange()
  const { stdout, stderr, exitCode } = await paste(line.replace(/sha256\/\/\S+/, `sha256//${'A'.repeat(43)}=`))
  expect({ stdout, stderr, exitCode }).toEqual({
    stdout: '',
    stderr: expect.stringContaining('public key does not match') as string,
    exitCode: 90
  })
})

test('where the authority’s certificate is not known, the line needs it on the device, and names the file that is missing', async () => {
  const { command, line, obstacles } = await arrange({ hasAuthority: false })
  expect(obstacles).toEqual(['authority'])
  expect(command).toContain('curl -fsS --cacert /etc/mimamori/ca.pem https://')
  const missing = join(temporaryDirectory(onTestFinished), 'ca.pem')
  const { stdout, stderr, exitCode } = await paste(line.replace('/etc/mimamori/ca.pem', missing))
  expect({ stdout, stderr, exitCode }).toEqual({ stdout: '', stderr: expect.stringContaining(missing) as string, exitCode: 77 })
})
