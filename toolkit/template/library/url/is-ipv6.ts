/** Whether `text` is an IPv6 address, perhaps with a zone, as Go's `netip.ParseAddr` takes it. */
export function isIpv6(text: string): boolean {
  const [address = '', ...zone] = text.split('%')
  if (zone.length > 0 && zone.join('%') === '') return false
  // An IPv4 address may end it, in the place of two groups.
  const dotted = /(^|:)((?:[0-9]{1,3}\.){3}[0-9]{1,3})$/.exec(address)
  if (dotted === null) return hasGroups(address, 8)
  const [, , quad = ''] = dotted
  if (!quad.split('.').every((byte) => Number(byte) <= 255 && !/^0[0-9]/.test(byte))) return false
  const head = address.slice(0, -quad.length)
  if (head.endsWith('::')) return hasGroups(head, 6)
  return head.endsWith(':') && hasGroups(head.slice(0, -1), 6)
}

/** Whether that many groups stand between colons, `::` standing for one or more of them. */
function hasGroups(text: string, count: number): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  return halves.length === 2 ? groups.length < count : groups.length === count
}
