import type { Client } from '../../src/contract/index.ts'
import { deskClient, Replied } from '../../src/main/testing/desk-client.ts'

/** A client of the browser host. @param address as the host prints it at its start, with the token */
export function clientAt(address: string): Client {
  const url = new URL(address)
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${url.searchParams.get('token')}`,
  }
  return deskClient(async (name, body) => {
    const answer = await fetch(new URL(`/rpc/${name}`, url), { method: 'POST', headers, body })
    return Replied.parse(await answer.json())
  }, [])
}
