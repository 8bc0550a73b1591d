/**
 * What each folder of src may import of the others, values and types alike. The files next to them join the features: nothing imports
 * these.
 */
const arrows = {
  alerts: ['components', 'server', 'text'],
  audit: ['components', 'server', 'text'],
  components: ['server', 'text'],
  content: ['components', 'server', 'text'],
  'device-actions': ['components', 'server', 'text', 'updates'],
  devices: ['alerts', 'audit', 'components', 'content', 'device-actions', 'logs', 'server', 'text', 'updates'],
  logs: ['components', 'server', 'text'],
  people: ['components', 'server', 'text'],
  receivers: ['alerts', 'components', 'server', 'text'],
  server: ['text'],
  text: [],
  updates: ['components', 'logs', 'server', 'text'],
  wall: ['alerts', 'components', 'server', 'text'],

  'main.tsx': ['app.tsx'],
  'app.tsx': ['banners.tsx', 'components', 'header.tsx', 'people', 'routes.tsx', 'server', 'text', 'wall'],
  'banners.tsx': ['clock-banner.tsx', 'components', 'server', 'text'],
  'clock-banner.tsx': ['components', 'server', 'text'],
  'header.tsx': ['alerts', 'components', 'people', 'server', 'text'],
  'routes.tsx': ['alerts', 'audit', 'content', 'devices', 'logs', 'receivers', 'server', 'text', 'updates'],
  'whole-page.ts': ['server']
}

module.exports = { 'collector/page/src': arrows }
