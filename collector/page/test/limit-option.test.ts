import { expect, it } from 'vitest'
import { limitOption } from '../src/updates/limit-option.ts'

it('names the hosts for a shell, and quotes what the shell would take for its own', () => {
  expect(limitOption(['pi-kiosk-20', 'pi-signage-04'])).toBe('--limit pi-kiosk-20,pi-signage-04')
  expect(limitOption(['受付', 'it\'s $HOME'])).toBe("--limit '受付,it'\\''s $HOME'")
})
