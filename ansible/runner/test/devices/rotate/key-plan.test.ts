import { expect, test } from 'vitest'
import { keyPlanOf } from '../../../src/devices/rotate/key-plan.ts'
import { usedKey } from '../device-view.ts'

const onDevice = usedKey.hashPrefix!
const other = { ...usedKey, hashPrefix: '60303ae22b998861' }
const [issuedMs, dayMs] = [Date.parse(usedKey.createdAt), 86_400_000]

test.each([
  ['a used key of long ago: another', [usedKey], onDevice, issuedMs + dayMs, 'issue'],
  ['a used key of today: nothing', [usedKey], onDevice, issuedMs - dayMs, 'nothing'],
  ['a used key of today beside an older one: the end of that', [other, usedKey], onDevice, issuedMs - dayMs, 'endOld'],
  [
    'a used key of today beside one that is ended: nothing', [{ ...other, revokedAt: usedKey.createdAt }, usedKey], onDevice,
    issuedMs - dayMs, 'nothing'
  ],
  ['the newest key, not used yet: a restart', [other, { ...usedKey, firstUsedAt: null }], onDevice, issuedMs - dayMs, 'restart'],
  [
    'the newest key, not used yet, of long ago: a restart, since no other could be proven either',
    [other, { ...usedKey, firstUsedAt: null }], onDevice, issuedMs + dayMs, 'restart'
  ],
  [
    'an older key, since the newest was lost on its way: another', [usedKey, { ...other, firstUsedAt: null }], onDevice,
    issuedMs - dayMs, 'issue'
  ],
  ['a key that the collector does not know: another', [usedKey], '0000000000000000', issuedMs - dayMs, 'issue'],
  ['no key: another', [usedKey], undefined, issuedMs - dayMs, 'issue'],
  [
    'a weak key, whose hash the collector does not show: another', [{ ...usedKey, weak: true, hashPrefix: null }], onDevice,
    issuedMs - dayMs, 'issue'
  ],
  ['keys that were all revoked: another', [{ ...usedKey, revokedAt: usedKey.createdAt }], onDevice, issuedMs - dayMs, 'issue']
] as const)('a device with %s', (_, keys, keyHash, staleBeforeMs, expected) => {
  expect(keyPlanOf({ keys: [...keys], keyHash, staleBeforeMs })).toBe(expected)
})
