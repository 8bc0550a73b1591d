import { expect, test } from 'vitest'
import { isCredibleClaim } from '../../../src/devices/connection/credible-claim.ts'

interface Claim { readonly registered?: string, readonly reported?: string, readonly from: string }

const claim = ({ registered, reported, from }: Claim): boolean => isCredibleClaim({
  device: registered === undefined ? {} : { address: registered },
  connection: reported === undefined ? undefined : { reportedAddress: reported },
  address: from
})

test.each<[Claim, boolean, string]>([
  [{ registered: '192.0.2.1', from: '192.0.2.1' }, true, 'comes from its registered address'],
  [{ registered: '192.0.2.1', reported: '192.0.2.8', from: '192.0.2.8' }, true, 'comes from where it was last heard'],
  [{ registered: 'FE80::1', from: 'fe80::1' }, true, 'comes from its registered IPv6 address, however that is written'],
  [{ registered: '192.0.2.1', from: '192.0.2.66' }, false, 'comes from another address'],
  [{ registered: '192.0.2.1', reported: '192.0.2.8', from: '192.0.2.66' }, false, 'comes from neither'],
  [
    { registered: 'pi-1.factory.lan', reported: '192.0.2.8', from: '192.0.2.66' },
    false,
    'comes from elsewhere than the device of that name did'
  ],
  [{ registered: 'pi-1.factory.lan', from: '192.0.2.66' }, true, 'could be of a device that was never heard and has only a name'],
  [{ from: '192.0.2.66' }, true, 'could be of a device of which no address is known']
])('%j is believed: %s, as it %s', (given, believed) => {
  expect(claim(given)).toBe(believed)
})
