/**
 * Families of node_exporter whose label `device` is a disk, an interface or the like. In Prometheus they keep it, as node_exporter's
 * dashboards need; with any other family a device could pass for another.
 */
export const deviceLabelFamilies = 'node_(?:arp|btrfs|disk|drbd|ethtool|filesystem|infiniband|md|network|nvme|qdisc|tape|wifi|xfs)_.+'
