import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { installAlerting } from '../../scripts/start/install-packages.ts'

/** A stand-in for apt-get: it notes what it is asked and whether services would start meanwhile, and puts the programs in place. */
const aptGet = (directory: string, exitCode = 0): string => `#!/bin/sh
case "$*" in *install*) ;; *) exit 0 ;; esac
echo "$*" >> ${directory}/asked
sh "$POLICY_RC_D"; echo "policy $?" >> ${directory}/asked
[ ${exitCode} = 0 ] || exit ${exitCode}
for name in prometheus prometheus-alertmanager; do printf '#!/bin/sh\\n' > ${directory}/$name; chmod 755 ${directory}/$name; done
`

const script = (file: string, content: string): void => {
  writeFileSync(file, content)
  chmodSync(file, 0o755)
}

const machine = (exitCode?: number) => {
  const directory = temporaryDirectory()
  script(join(directory, 'apt-get'), aptGet(directory, exitCode))
  script(join(directory, 'systemctl'), '#!/bin/sh\n')
  // Nothing of this machine's own but a shell's tools, so that neither program is found.
  for (const tool of ['rm', 'chmod', 'grep', 'printf']) script(join(directory, tool), `#!/bin/sh\nPATH=/usr/bin:/bin exec ${tool} "$@"\n`)
  script(join(directory, 'sh'), '#!/bin/sh\nexec /bin/sh "$@"\n')
  const printed: string[] = []
  const policyFile = join(directory, 'policy-rc.d')
  const text = {
    notInstalled: (names: string, command: string) => `not installed: ${names}: ${command}`,
    installing: (names: string) => `installing ${names}`,
    installFailed: (names: string, command: string) => `failed: ${names}: ${command}`
  }
  return {
    directory,
    printed,
    policyFile,
    asked: () => (existsSync(join(directory, 'asked')) ? readFileSync(join(directory, 'asked'), 'utf8').trim().split('\n') : []),
    install: (isRoot: boolean) =>
      installAlerting({
        text,
        print: (line) => {
          printed.push(line)
        },
        isRoot,
        env: { PATH: directory, POLICY_RC_D: policyFile }
      })
  }
}

describe('the first npm start', () => {
  test('installs Prometheus and Alertmanager as root on Debian, while no service may start', async () => {
    const { install, printed, asked, policyFile } = machine()
    await install(true)
    expect(printed).toEqual(['installing prometheus, prometheus-alertmanager'])
    expect(asked()).toEqual(['install -y -qq --no-install-recommends prometheus prometheus-alertmanager', 'policy 101'])
    expect(existsSync(policyFile)).toBe(false)
  })

  test('asks for nothing where both are there', async () => {
    const { install, printed, asked } = machine()
    await install(true)
    printed.length = 0
    await install(true)
    expect([printed, asked().length]).toEqual([[], 2])
  })

  test('only says what to run where it is not root', async () => {
    const { install, printed, asked } = machine()
    await install(false)
    expect(printed).toEqual([
      'not installed: prometheus, prometheus-alertmanager: apt-get install --no-install-recommends prometheus prometheus-alertmanager'
    ])
    expect(asked()).toEqual([])
  })

  test('goes on without them where apt-get fails, and says so', async () => {
    const { install, printed, policyFile } = machine(100)
    await install(true)
    expect(printed.at(-1)).toBe(
      'failed: prometheus, prometheus-alertmanager: apt-get install --no-install-recommends prometheus prometheus-alertmanager'
    )
    expect(existsSync(policyFile)).toBe(false)
  })

  test("leaves an administrator's own rule about services alone", async () => {
    const { install, policyFile } = machine()
    writeFileSync(policyFile, '#!/bin/sh\nexit 104\n')
    await install(true)
    expect(readFileSync(policyFile, 'utf8')).toContain('exit 104')
  })
})
