import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientAddress, ProxyListError } from './client-address.ts'

describe('the address a request comes from', () => {
  it('is the socket’s, whatever a header claims, where no proxy is trusted', () => {
    const address = clientAddress([])
    fc.assert(
      fc.property(fc.ipV4(), fc.string(), (socket, header) => {
        expect(address(socket, header)).toBe(socket)
      }),
    )
  })

  it('is what our proxy says of it, and never what was written before the proxy', () => {
    const address = clientAddress(['10.0.0.0/8', '::1'])
    expect(address('10.1.2.3', '192.0.2.7')).toBe('192.0.2.7')
    expect(address('::ffff:10.1.2.3', '192.0.2.7')).toBe('192.0.2.7')
    expect(address('::1', '1.1.1.1, 192.0.2.7, 10.9.9.9')).toBe('192.0.2.7')
    fc.assert(
      fc.property(fc.array(fc.ipV4()), (forged) => {
        expect(address('10.1.2.3', [...forged, '192.0.2.7'].join(', '))).toBe('192.0.2.7')
      }),
    )
  })

  it('stays the proxy’s own where it says nothing that is an address', () => {
    const address = clientAddress(['10.0.0.1'])
    for (const said of [undefined, '', 'inconnu', '10.0.0.1', '<script>'])
      expect(address('10.0.0.1', said)).toBe('10.0.0.1')
    expect(address('203.0.113.9', '192.0.2.7')).toBe('203.0.113.9')
  })

  it('refuses to start on a list that it cannot read', () => {
    for (const entry of ['mandataire', '10.0.0.0/33', '10.0.0.0/x', '0.0.0.0/0'])
      expect(() => clientAddress([entry])).toThrow(ProxyListError)
  })
})
