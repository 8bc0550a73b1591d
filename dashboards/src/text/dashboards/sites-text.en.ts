/** The texts of the dashboard Sites, in English. */
export const sitesTextEn = {
  title: 'Sites',
  description: 'Site by site: which devices were online and which were not, over time.',
  sections: { now: 'Now', devices: 'Devices of each site' },
  columns: { expected: 'Expected', hottest: 'Hottest', fullest: 'Fullest disk' },
  table: {
    title: 'Sites',
    description: 'One row a site, the one with most silent devices first. All devices of a site silent at once: its network or its power.'
  },
  shareOnline: {
    title: 'Share online',
    description: 'Share of the expected devices of each site that are online. A drop of one site is its network; of all, the server.'
  },
  ofSite: {
    title: 'Devices at $site',
    description: 'When each device of the site was online, late and silent. Gaps at the same time have the same cause.'
  },
  withoutSite: {
    title: 'Devices without a site',
    description:
      'The same for devices that were enrolled without a site. Give them one on their page, so that alerts and updates go by site.'
  }
}

export type SitesText = typeof sitesTextEn
