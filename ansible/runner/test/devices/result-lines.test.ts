import { describe, expect, test } from 'vitest'
import { resultLines } from '../../src/devices/result-lines.ts'
import { sshMessage } from '../../src/devices/device-ssh.ts'
import type { EnrollText } from '../../src/devices/enroll/enroll-text.en.ts'
import type { DeviceResult } from '../../src/devices/steps.ts'
import { enrollText } from '../../src/devices/devices-texts.ts'

const refused: DeviceResult<keyof EnrollText['steps'], 'enrolled'> = {
  id: 'pi-1', address: '192.168.10.31', outcome: 'missing', steps: [{ step: 'identity', mark: 'missing', detail: '…' }]
}

describe('the result of a device', () => {
  test.each([
    ['en', 'pi-1 (192.168.10.31): not complete', '  Name  TO FIX  …'],
    ['ja', 'pi-1（192.168.10.31）：未完了', '  名前  要対応  …']
  ] as const)('in %s is headed by it, and says of a name that is taken that somebody has something to do', (language, heading, line) => {
    expect(resultLines([refused], { text: enrollText(language) }).slice(0, 2)).toEqual([heading, line])
  })
})

test('the words of ssh stand in a sentence of ours without a second full stop', () => {
  const words = sshMessage({ stderr: 'Warning: …\npi@192.168.10.31: Permission denied (publickey,password).\n' })
  expect(enrollText('en').login.refusedWithoutTerminal('pi', '192.168.10.31', words)).toMatch(
    /^192\.168\.10\.31 refused the login of pi: pi@192\.168\.10\.31: Permission denied \(publickey,password\)\. Run this/
  )
})
