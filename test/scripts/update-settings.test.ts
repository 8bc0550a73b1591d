import { join } from 'node:path'
import { expect, test } from 'vitest'
import { logsIn, writeSettings } from './admin-computer.ts'
import { serverItself } from './server-itself.ts'
import { describeWithEachBash } from './shells.ts'

describeWithEachBash('the settings of update-all-clients.sh', (bash) => {
  const server = serverItself(bash)
  const { update } = server

  test.each([
    ['PASSWORD=x', 'unknown setting PASSWORD. The settings are: SERVER '],
    ['PASSWORD: geheim', 'expected KEY=value.'],
    ['SERVER="pi', 'SERVER: expected the whole value in quotes or none'],
    ['SERVER=a\nSERVER=b', 'SERVER is already set above.'],
    ['SERVER=$(reboot) now', 'SERVER: expected a host name, an address, user@host or a name from ~/.ssh/config, got “$(reboot) now”.'],
    ['LANGUAGE=fr', 'LANGUAGE: expected ja or en, got “fr”.'],
    ['LOG_DIRECTORY=logs', 'LOG_DIRECTORY: expected a path that begins with / or ~/, got “logs”.'],
    ['RUN_AS=a b', 'RUN_AS: expected the name of an account on the server, got “a b”.']
  ])('refuses the settings %j with their line', async (line, message) => {
    server.checkout.behave({})
    writeSettings(server.home, `# where the server is\r\n\n${line}\n`)
    const { code, stderr } = await update('--plan')
    const number = line.includes('\n') ? 4 : 3
    expect([code, server.checkout.calls()]).toEqual([2, []])
    expect(stderr).toContain(`update-all-clients.sh: ${join(server.home, '.config/mimamori/update.conf')}:${number}: ${message}`)
    expect(stderr).not.toContain('geheim')
  })

  test('reports every mistake in the settings at once', async () => {
    writeSettings(server.home, 'SERVR=a\nLANGUAGE=fr\n')
    expect((await update()).stderr.trim().split('\n')).toHaveLength(2)
  })

  test('never runs what the settings say', async () => {
    server.checkout.behave({})
    writeSettings(server.home, `LOG_DIRECTORY=/$(touch ${join(server.home, 'ran')})\`touch ${join(server.home, 'ran')}\`\n`)
    await update('--plan')
    expect(logsIn(server.home)).not.toContain('ran')
  })
})
