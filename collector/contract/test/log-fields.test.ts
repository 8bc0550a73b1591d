import { expect, it } from 'vitest'
import { fieldsText } from '../src/log-fields.ts'

it('writes the fields of a line in the order in which they came, and quotes what has blanks', () => {
  expect(fieldsText({ reason: 'shutdown', attempt: 3, unit: 'kiosk browser.service', ok: false, at: null })).toBe(
    'reason=shutdown attempt=3 unit="kiosk browser.service" ok=false at=null'
  )
})

it('writes what is no plain value as JSON, and nothing for a line without fields', () => {
  expect(fieldsText({ error: { code: 'ENOSPC' }, tried: ['a', 'b'], empty: '' })).toBe('error={"code":"ENOSPC"} tried=["a","b"] empty=""')
  expect(fieldsText(undefined)).toBe('')
})
