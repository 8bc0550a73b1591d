/** The labels of a device in the inventory. Aggregating by them drops job and instance, so that a second collector does not count twice. */
export const deviceLabels = 'device, site, role'
