import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { failed, notSetUp, passed, type SelfTestContext, type SelfTestStep } from './step.ts'

/** The directory of ansible.cfg, which names the inventory. */
const directory = join(import.meta.dirname, '../../../../ansible')
/** The token with which the user of updates reads the list of devices. */
const tokenFile = '/etc/mimamori/update-token'
const [user, home] = ['mimamori', '/var/lib/mimamori']

/** The exit code of a program that is not there (POSIX, "Exit Status for Commands"). */
const notFound = 127

/** As the user of updates, Ansible reads the list of devices from the collector, and runs a module on this server. */
export const deviceUpdatesStep = (
  { device, invocation: { root, showProgress, text }, limits: { programMs } }: SelfTestContext
): SelfTestStep => ({
  name: 'deviceUpdates',
  does: text.selfTestDeviceUpdates.does(user),
  expects: text.selfTestDeviceUpdates.expects(device ?? '–'),
  advice: text.selfTestDeviceUpdates.advice,
  async run () {
    if (device === undefined || !existsSync(join(root, tokenFile))) return notSetUp(text.selfTestDeviceUpdates.notHere)
    showProgress(text.selfTestDeviceUpdates.asking)
    const { code, exitCode, stdout, stderr, shortMessage } = await execa(
      'runuser', ['-u', user, '--', 'ansible', device, '--connection=local', '--module-name=ansible.builtin.ping'],
      {
        cwd: directory, reject: false, stdin: 'ignore', timeout: programMs, extendEnv: false,
        env: { PATH: process.env['PATH'], HOME: home, LC_ALL: 'C.UTF-8' }
      }
    )
    showProgress()
    if (code === 'ENOENT' || exitCode === notFound) return notSetUp(text.selfTestDeviceUpdates.noAnsible)
    if (exitCode !== 0) return failed(text.selfTestProgramFailed('ansible', [stdout, stderr].join('\n').trim() || (shortMessage ?? '')))
    // Without a host of that name, Ansible warns, and ends with 0.
    return stdout.includes('"pong"') ? passed(text.selfTestDeviceUpdates.passed(device)) : failed(text.selfTestDeviceUpdates.notListed(device))
  }
})
