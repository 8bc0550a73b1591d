import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'

/** The size of one column of Grafana's 24, and of one unit of its height, in pixels. */
const cell = { width: 40, height: 20 } as const
const gap = 4
const font = { size: 13, line: 17 } as const

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The approximate width of a character; Japanese ones are square. */
const widthOf = (character: string): number => character.charCodeAt(0) > 0x2e80 ? font.size : font.size * 0.56

/** Breaks text at the width of the box, between words if there are any. */
const linesOf = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  let length = 0
  for (const piece of text.match(/[^\s⺀-￿]+\s*|\s+|./gu) ?? []) {
    const pieceWidth = [...piece].reduce((sum, character) => sum + widthOf(character), 0)
    if (length + pieceWidth > width && line !== '') {
      lines.push(line.trimEnd())
      line = ''
      length = 0
    }
    line += piece
    length += pieceWidth
  }
  return [...lines, line]
}

const heading = ({ title, gridPos }: RowPanel): string =>
  `<text class="heading" x="${gap}" y="${(gridPos?.y ?? 0) * cell.height + 15}">${escaped(title ?? '')}</text>`

const box = ({ title = '', type, gridPos }: Panel): string => {
  const { x, y, w, h } = gridPos!
  const [left, top, width, height] = [x * cell.width + gap / 2, y * cell.height + gap / 2, w * cell.width - gap, h * cell.height - gap]
  const text = linesOf(title, width - 12)
    .map((line, index) => `<text x="${left + 8}" y="${top + 18 + index * font.line}">${escaped(line)}</text>`)
    .join('')
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="3"/>${text}<text class="type" x="${left + 8}" y="${top + height - 7}">${type}</text>`
}

/** The layout of a dashboard as an SVG: a box with a title for each panel. */
export const layoutPicture = ({ title = '', panels = [] }: Dashboard): string => {
  const bottom = Math.max(...panels.map(({ gridPos }) => gridPos!.y + gridPos!.h)) * cell.height
  const body = panels.map((panel) => panel.type === 'row' ? heading(panel as RowPanel) : box(panel as Panel))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${24 * cell.width} ${bottom}" font-family="'Noto Sans', 'Noto Sans CJK JP', sans-serif" font-size="${font.size}">
<title>${escaped(title)}</title>
<style>svg{background:#f4f5f5}rect{fill:#fff;stroke:#c7cbd1}text{fill:#24292e}.heading{font-weight:600}.type{fill:#6e7781;font-size:10px}</style>
${body.join('\n')}
</svg>
`
}
