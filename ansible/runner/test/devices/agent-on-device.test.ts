import { expect, test } from 'vitest'
import { readAgent } from '../../src/devices/agent-on-device.ts'

test('the agent on a device is what its script says, and nothing that an account prints when it logs in', () => {
  expect(readAgent(
    'Welcome!\nclient=pi-1\nplace=/etc/mimamori/agent.key\nkeyHash=9f86d081884c7d65\n' +
    'unit=mimamori-agent.service\nagent=active\nstarts=enabled\nprogram=yes\n'
  )).toEqual({
    client: 'pi-1', place: '/etc/mimamori/agent.key', keyHash: '9f86d081884c7d65', unit: 'mimamori-agent.service',
    state: 'active', isEnabled: true, isInstalled: true
  })
  expect(readAgent('client=\n')).toEqual({
    client: undefined, place: undefined, keyHash: undefined, unit: undefined, state: undefined, isEnabled: false, isInstalled: false
  })
})
