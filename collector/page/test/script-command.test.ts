import { expect, test } from 'vitest'
import { scriptCommand } from '../src/device-actions/enrollment/script-command.ts'

test('the command for the administrator’s computer has all that is registered, as a shell reads it', () => {
  expect(scriptCommand('pi-kiosk-03', { address: '192.168.10.33', site: '北棟 1', role: 'kiosk' }, { isReplaced: true, user: 'pi' })).toBe(
    "./scripts/enroll-device.sh pi-kiosk-03 192.168.10.33 --user pi --site '北棟 1' --role kiosk --replace"
  )
  expect(scriptCommand('pi-kiosk-03', { address: null, site: '', role: '' }, { isReplaced: false, user: '' })).toBe(
    './scripts/enroll-device.sh pi-kiosk-03'
  )
})
