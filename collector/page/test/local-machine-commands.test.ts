import { expect, test } from 'vitest'
import { localMachineCommands } from '../src/devices/page/local-machine-commands.ts'

test('the log of the server’s own agent is where its way of starting keeps it', () => {
  expect(localMachineCommands({ isStartedByNpm: true, dataDirectory: '/home/sato/mimamori/var' })).toStrictEqual({
    journal: 'tail -n 50 /home/sato/mimamori/var/logs/agent.log'
  })
  expect(localMachineCommands({ isStartedByNpm: false, dataDirectory: '/var/lib/mimamori-collector' })).toStrictEqual({
    journal: 'sudo journalctl -u mimamori-agent -n 50 --no-pager',
    restart: 'sudo systemctl restart mimamori-agent'
  })
})
