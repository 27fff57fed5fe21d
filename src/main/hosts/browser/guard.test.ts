import { describe, expect, it } from 'vitest'
import { admit, cookieName, type RequestFacts } from './guard.ts'

const keys = { port: 4711, token: 'start-token', session: 'session-value' }
const cookie = `${cookieName(4711)}=session-value`
const page: RequestFacts = {
  method: 'GET',
  path: '/',
  host: '127.0.0.1:4711',
  origin: undefined,
  fetchSite: 'none',
  authorization: undefined,
  cookie,
  tokenInQuery: undefined,
  upgrade: false,
}
const rpc: RequestFacts = {
  ...page,
  method: 'POST',
  path: '/rpc/calls.dial',
  origin: 'http://127.0.0.1:4711',
  fetchSite: 'same-origin',
}
const socket: RequestFacts = { ...rpc, method: 'GET', path: '/events', upgrade: true, fetchSite: undefined }

describe('the gate lets in', () => {
  it.each<[string, RequestFacts, string]>([
    ['the page of somebody with the cookie', page, 'page'],
    ['the start address', { ...page, cookie: undefined, tokenInQuery: 'start-token' }, 'exchange'],
    [
      'the start address clicked in another program',
      { ...page, cookie: undefined, fetchSite: 'cross-site', tokenInQuery: 'start-token' },
      'exchange',
    ],
    ['a call of the page', rpc, 'page'],
    [
      'the page under its other name',
      { ...rpc, host: 'localhost:4711', origin: 'http://localhost:4711' },
      'page',
    ],
    ['the events of the page', socket, 'page'],
    [
      'a program with the token',
      {
        ...rpc,
        cookie: undefined,
        origin: undefined,
        fetchSite: undefined,
        authorization: 'Bearer start-token',
      },
      'program',
    ],
    ['one cookie among others', { ...rpc, cookie: `a=b; ${cookie}; c=d` }, 'page'],
  ])('%s', (_who, facts, admitted) => {
    expect(admit(facts, keys)).toEqual({ admit: admitted })
  })
})

describe('the gate keeps out', () => {
  it.each<[string, RequestFacts, number]>([
    ['a name rebound to this machine (DNS rebinding)', { ...page, host: 'evil.example:4711' }, 403],
    ['another port of this machine', { ...page, host: '127.0.0.1:80' }, 403],
    ['no host at all', { ...page, host: undefined }, 403],
    [
      'a form post of another site (CSRF)',
      { ...rpc, origin: 'https://evil.example', fetchSite: 'cross-site' },
      403,
    ],
    ['a post of another port of this machine', { ...rpc, origin: 'http://127.0.0.1:8080' }, 403],
    ['a post of a sandboxed frame', { ...rpc, origin: 'null' }, 403],
    ['a post that does not say where it comes from', { ...rpc, origin: undefined }, 403],
    ['a post of another site without Origin', { ...rpc, origin: undefined, fetchSite: 'cross-site' }, 403],
    ['an image of another site', { ...page, path: '/media/recordings/x', fetchSite: 'cross-site' }, 403],
    ['a page of another site that embeds ours', { ...page, fetchSite: 'cross-site' }, 403],
    ['a WebSocket of another site', { ...socket, origin: 'https://evil.example' }, 403],
    ['a WebSocket without Origin', { ...socket, origin: undefined }, 403],
    ['somebody without the cookie', { ...page, cookie: undefined }, 401],
    ['a guessed cookie', { ...page, cookie: `${cookieName(4711)}=guess` }, 401],
    ['the cookie of another installation', { ...page, cookie: 'voicedesk-4712=session-value' }, 401],
    ['a guessed token in the address', { ...page, cookie: undefined, tokenInQuery: 'guess' }, 401],
    [
      'the token in the address of an operation',
      { ...rpc, cookie: undefined, tokenInQuery: 'start-token' },
      401,
    ],
    ['a wrong bearer, even with the cookie', { ...rpc, authorization: 'Bearer guess' }, 401],
    ['a bearer of another kind', { ...rpc, cookie: undefined, authorization: 'Basic start-token' }, 401],
    ['the session value as token', { ...page, cookie: undefined, tokenInQuery: 'session-value' }, 401],
  ])('%s', (_who, facts, status) => {
    expect(admit(facts, keys)).toMatchObject({ refuse: status })
  })
})
