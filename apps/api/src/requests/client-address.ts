import { BlockList, isIP } from 'node:net'

/** A list of proxies that cannot be read: the server does not start. */
export class ProxyListError extends Error {}

/** Says which address a request comes from: the socket's, or what a proxy of ours says of it. */
export type ClientAddress = (socket: string, forwardedFor: string | undefined) => string

/**
 * `trusted` are addresses and networks (10.0.0.0/8) of proxies of ours. From one of them, and from no other, the last
 * address of X-Forwarded-For that is not a proxy of ours is believed: what stands before it anybody may have written.
 * Throws a ProxyListError for what is neither an address nor a network.
 */
export function clientAddress(trusted: readonly string[]): ClientAddress {
  const proxies = new BlockList()
  for (const entry of trusted) add(proxies, entry)
  if (trusted.length === 0) return plain
  const isProxy = (address: string) => {
    const family = isIP(address)
    return family !== 0 && proxies.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
  return (socket, forwardedFor) => {
    let believed = plain(socket)
    const said = (forwardedFor ?? '').split(',').map((each) => plain(each.trim()))
    while (isProxy(believed)) {
      const before = said.pop()
      if (before === undefined || isIP(before) === 0) return believed
      believed = before
    }
    return believed
  }
}

function add(proxies: BlockList, entry: string): void {
  const [address = '', prefix] = entry.split('/')
  const family = isIP(address)
  const bits = prefix === undefined ? undefined : Number(prefix)
  const most = family === 6 ? 128 : 32
  if (family === 0 || (bits !== undefined && !(Number.isInteger(bits) && bits >= 1 && bits <= most)))
    throw new ProxyListError(
      `RETOMBEES_PROXIES : « ${entry} » trouvé ; une adresse (10.0.0.1) ou un réseau (10.0.0.0/8) est attendu.`,
    )
  if (bits === undefined) proxies.addAddress(address, family === 6 ? 'ipv6' : 'ipv4')
  else proxies.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4')
}

/** An IPv4 address that a double socket writes as IPv6 is the IPv4 one. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
