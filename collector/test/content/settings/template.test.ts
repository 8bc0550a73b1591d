import { expect, it } from 'vitest'
import { parseTemplate, renderTemplate, type TemplateDevice } from '../../../src/content/settings/template.ts'

const device: TemplateDevice = {
  id: 'pi-lobby', name: 'Lobby "east" <1>', site: 'osaka', role: 'kiosk', address: '192.168.10.31', labels: { floor: '2', wifi: 'a\nb' }
}
const render = (file: string, text: string, given = device): string => renderTemplate(parseTemplate(file, text).template, given)

it('gives each device its own values, and leaves the rest as it is', () => {
  expect(render('a.conf.template', 'id={{ device }} {{name}}\n{{ site }}/{{ role }}/{{ address }} floor {{ label.floor }} {} {{}\n'))
    .toBe('id=pi-lobby Lobby "east" <1>\nosaka/kiosk/192.168.10.31 floor 2 {} {{}\n')
})

it.each([
  ['a.json.template', '{"name": "{{ name }}"}', '{"name": "Lobby \\"east\\" <1>"}'],
  ['a.json.template', '"{{ label.wifi }}"', '"a\\nb"'],
  ['a.html.template', '<p title="{{ name }}">', '<p title="Lobby &quot;east&quot; &lt;1&gt;">'],
  ['a.SVG.template', '<text>{{ name }}</text>', '<text>Lobby &quot;east&quot; &lt;1&gt;</text>']
])('escapes values as the kind of the file needs: %s %s', (file, text, expected) => {
  expect(render(file, text)).toBe(expected)
})

it('takes the ID for the name of a device without one', () => {
  const { id, site, role, labels } = device
  expect(render('a.template', '{{ name }}', { id, site, role, labels })).toBe('pi-lobby')
})

it.each([
  ['a label that it lacks', 'a.txt.template', 'x\n{{ label.room }}', 'line 2 needs the label room, which is not set'],
  ['a name that every object has', 'a.txt.template', '{{ label.constructor }}', 'line 1 needs the label constructor, which is not set'],
  ['a new line in a plain file', 'a.conf.template', '{{ label.wifi }}', 'line 1: label.wifi has a control character or a new line, which a.conf cannot hold'],
  ['a new line in a page', 'a.html.template', '{{ label.wifi }}', 'line 1: label.wifi has a control character or a new line, which a.html cannot hold']
])('refuses a device with %s', (_, file, text, message) => {
  expect(() => render(file, text)).toThrow(message)
})

it.each([
  ['{{ label.room }}', '1 行目で使うラベル room が設定されていません'],
  ['{{ address }}', '1 行目で使う端末の address が設定されていません'],
  ['{{ label.wifi }}', '1 行目：label.wifi に a.conf では使えない制御文字か改行があります']
])('says in Japanese why %s cannot be filled in', (text, ja) => {
  const { id, site, role, labels } = device
  expect(() => render('a.conf.template', text, { id, site, role, labels })).toThrow(expect.objectContaining({ messages: expect.objectContaining({ ja }) }))
})

it('refuses a device whose values make the file too long', () => {
  expect(() => render('a.txt.template', '{{ site }}'.repeat(60_000))).toThrow('expected at most 262144 characters')
})

it.each([['{{ hostname }}'], ['{{ __proto__ }}'], ['{{ toString }}'], ['{{ label. }}'], ['{{ device | upper }}']])('knows no %s, and says where it stands', (text) => {
  expect(parseTemplate('a.template', `x\n\n${text}`).mistakes).toEqual([{
    path: 'a.template',
    message: {
      en: `line 3: expected one of device, name, site, role, address, label.NAME in {{ }}, got ${text.slice(2, -2).trim()}`,
      ja: `3 行目：{{ }} に使えるのは device, name, site, role, address, label.NAME です（現在：${text.slice(2, -2).trim()}）`
    }
  }])
})
