/** The labels of a device in the inventory. Aggregating to them drops job and instance: a second collector doubles nothing. */
export const deviceLabels = 'device, site, role'
