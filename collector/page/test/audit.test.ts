import { expect, test } from 'vitest'
import type { AuditEntry } from '@mimamori/contract'
import { addOlder, type AuditPart } from '../src/audit/add-older.ts'

const entry = (id: string): AuditEntry => ({
  id,
  at: '2026-11-25T09:00:00.000Z',
  actor: { name: 'admin', role: 'admin', address: '192.0.2.7', onBehalfOf: null },
  action: 'pauseDevice',
  subject: { type: 'device', name: 'pi-1' },
  device: 'pi-1',
  changes: [],
  requestId: id
})
const part = (ids: readonly string[], nextCursor?: string): AuditPart => ({ entries: ids.map(entry), nextCursor })

test('older changes follow those that are shown, each once, though they were asked for twice', () => {
  const first = addOlder(part(['9', '8'], '8'), part(['7', '6'], '6'), '8')
  expect(first).toEqual(part(['9', '8', '7', '6'], '6'))
  expect(addOlder(first, part(['7', '6'], '6'), '8')).toBe(first)
  expect(addOlder(first, part(['5']), '6')?.nextCursor).toBeUndefined()
})
