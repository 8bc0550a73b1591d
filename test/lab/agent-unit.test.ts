import { expect, test } from 'vitest'
import { agentUnit, readAgentUnit } from './agent-unit.ts'

test('reads where the unit looks for Node and for the agent, with flags, arguments and environment', () => {
  const text =
    '[Service]\nExecStart=/opt/n/bin/node --jitless \\\n  --optimize-for-size /opt/a/agent.js run --quiet\nEnvironment=A=1 B=x=y\n'
  expect(readAgentUnit(text)).toMatchObject({
    nodePath: '/opt/n/bin/node',
    nodeFlags: ['--jitless', '--optimize-for-size'],
    bundlePath: '/opt/a/agent.js',
    args: ['run', '--quiet'],
    env: { A: '1', B: 'x=y' }
  })
})

test('the unit that is shipped can be read', () => {
  expect(agentUnit().args).toEqual(['run'])
})

test('says what it expected of a unit of another shape', () => {
  expect(() => readAgentUnit('[Service]\nExecStart=/usr/bin/agent run\n')).toThrow(
    'expected the agent’s unit to start node with a script, got ExecStart=/usr/bin/agent run'
  )
})
