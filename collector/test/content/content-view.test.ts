import { expect, it } from 'vitest'
import { createContentView } from '../../src/content/content-view.ts'
import { toVersion, type ContentSet } from '../../src/content/contents.ts'
import type { SetState } from '../../src/content/device-states.ts'
import type { Device } from '../../src/devices/registry/device.ts'

const current = toVersion({ number: 1, publishedMs: 0, publisher: '', files: [] })
const setNamed = (name: string) => ({ name, targets: { all: true }, current, versions: [current] }) as unknown as ContentSet
const stateOf = (name: string): SetState =>
  ({ name, state: 'current', isCurrent: true, number: 1, sinceMs: undefined, bytesLeft: 0, problem: undefined })

it('asks each device for the state of the set that is shown alone', () => {
  const asked: (string | undefined)[] = []
  const view = createContentView({
    registry: { all: () => ['pi-1', 'pi-2'].map((id) => ({ id, site: '', state: 'active' }) as Device) },
    statesOf (_device, name) {
      asked.push(name)
      return name === undefined ? ['lobby', 'app'].map(stateOf) : [stateOf(name)]
    }
  })
  expect(view.one(setNamed('app'), 'en')).toMatchObject({ content: { counts: { current: 2 } }, devices: [{ id: 'pi-1' }, { id: 'pi-2' }] })
  expect(asked).toEqual(['app', 'app'])
  expect(view.all([setNamed('app'), setNamed('lobby')])).toMatchObject([{ counts: { current: 2 } }, { counts: { current: 2 } }])
})
