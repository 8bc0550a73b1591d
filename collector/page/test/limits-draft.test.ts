import { expect, it } from 'vitest'
import { draftOf, limitsCommand, limitsOf, limitsPath, removeCommand } from '../src/receivers/limits/limits-draft.ts'

const kiosks = { scope: 'role', name: 'kiosk 2', downAfterSeconds: 300, downSeverity: 'critical' } as const
const changed = { ...draftOf(kiosks), silentAfterHours: '０.５', downAfterMinutes: '' }

it('shows hours and minutes, and sends seconds; an empty field is left to the next wider scope', () => {
  expect(draftOf(kiosks)).toEqual({ scope: 'role', name: 'kiosk 2', silentAfterHours: '', downAfterMinutes: '5', downSeverity: 'critical' })
  expect(limitsOf(changed)).toEqual({ silentAfterSeconds: 1800, downSeverity: 'critical' })
  expect(limitsPath(changed)).toBe('/api/limits/role/kiosk%202')
})

it('has the command that does the same: what is changed alone, and removed by an empty value', () => {
  expect(limitsCommand(changed, kiosks)).toBe("limits set role 'kiosk 2' --silent-after 1800s --down-after ''")
  expect(limitsCommand({ ...draftOf({ scope: 'fleet', name: 'all' }), downSeverity: 'critical' }, {})).toBe(
    'limits set fleet --down-severity critical'
  )
  expect(removeCommand(changed)).toBe("limits remove role 'kiosk 2'")
})

it('has no command while nothing is changed, the name is missing, or what was typed is no number', () => {
  const commands = [draftOf(kiosks), { ...changed, name: ' ' }, { ...changed, downAfterMinutes: 'ten' }].map((draft) =>
    limitsCommand(draft, kiosks)
  )
  expect(commands).toEqual([undefined, undefined, undefined])
})
