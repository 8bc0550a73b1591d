import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { createNotifier } from '../../../src/device/systemd/notify.ts'

/**
 * A socket such as systemd gives a service, by perl, since Node has none of the kind. The barriers that systemd-notify sends
 * behind each message (sd_notify_barrier(3)) are left out.
 */
const listenAsSystemd = async (path: string) => {
  const program = `use Socket; socket(S, PF_UNIX, SOCK_DGRAM, 0) or die; bind(S, sockaddr_un($ARGV[0])) or die; $| = 1; print "ready\\n";
    while (1) { recv(S, $m, 4096, 0); $m =~ s/\\n/ | /g; print "$m\\n" unless $m =~ /^BARRIER/ }`
  const listener = spawn('perl', ['-e', program, path], { stdio: ['ignore', 'pipe', 'inherit'], timeout: 20_000 })
  let printed = ''
  listener.stdout.setEncoding('utf8').on('data', (text: string) => { printed += text })
  await once(listener.stdout, 'data')
  return async (): Promise<string[]> => {
    listener.kill()
    await once(listener, 'close')
    return printed.trim().split('\n').slice(1)
  }
}

const failing = (error: Error): void => { throw error }

describe('the notifier', () => {
  test('speaks to systemd’s socket by systemd-notify', async () => {
    const socket = join(temporaryDirectory(), 'socket')
    const endListening = await listenAsSystemd(socket)
    const notifier = createNotifier({ env: { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '300000000' }, onError: failing })
    await notifier.ready('delivering')
    await notifier.alive('retrying\nsince a while')
    await notifier.changed('retrying\nsince a while')
    await notifier.changed('delivering')
    await notifier.stopping('delivering')
    expect(await endListening()).toEqual([
      'READY=1 | STATUS=delivering',
      'WATCHDOG=1 | STATUS=retrying since a while',
      'STATUS=delivering',
      'STOPPING=1 | STATUS=delivering'
    ])
    expect(notifier.watchdogMs).toBe(300_000)
  })

  test('is silent where systemd did not start the agent', async () => {
    const sent: unknown[] = []
    const notifier = createNotifier({
      env: { WATCHDOG_USEC: '300000000' },
      onError: failing,
      send: async (...args) => void sent.push(args)
    })
    await notifier.ready('x')
    await notifier.alive('x')
    expect(sent).toEqual([])
    expect(notifier.watchdogMs).toBeUndefined()
  })

  test('survives a systemd that does not listen', async () => {
    const errors: string[] = []
    await createNotifier({ env: { NOTIFY_SOCKET: '/nowhere/socket' }, onError: ({ message }) => errors.push(message) }).ready('x')
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatch(/^systemd-notify: /)
  })
})
