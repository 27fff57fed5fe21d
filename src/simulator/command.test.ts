import { describe, expect, it, onTestFinished } from 'vitest'
import { runSimulate } from './command.ts'
import { promptFile, promptState, putPrompt } from './testing/gateway-client.ts'

async function simulate(...args: string[]) {
  const lines: string[] = []
  const simulator = await runSimulate(args, (line) => lines.push(line))
  onTestFinished(() => simulator.close())
  return { simulator, lines }
}

describe('the command', () => {
  it('tells the address, the keys and the upload target in one line', async () => {
    const { simulator, lines } = await simulate()
    expect(lines).toHaveLength(1)
    const told: unknown = JSON.parse(lines[0] ?? '')
    expect(told).toMatchObject({
      url: simulator.url,
      apps: [{ service: 'callback' }, { service: 'notification' }, { service: 'verification' }],
      privateNumberApps: [
        { mode: 'AXB' },
        { mode: 'AX' },
        { mode: 'AXE' },
        { mode: 'AXYB' },
        { mode: 'X', numbers: [{ number: '+8617100000300', areaCode: '0755' }, { areaCode: '010' }] },
      ],
      gateway: { url: `${simulator.url}/gateway`, token: expect.stringContaining('Demo') },
    })
  })

  it('ends reviews when it is told how long they last', async () => {
    const { simulator } = await simulate('--speed', '0', '--review-seconds', '90')
    await putPrompt(simulator, 'a.wav', promptFile())
    await simulator.advance(90)
    expect((await promptState(simulator, 'a.wav')).body).toEqual({ name: 'a.wav', state: 'passed' })
  })

  it.each([
    ['--review-seconds', '-1'],
    ['--review-seconds', 'soon'],
    ['--port', '1.5'],
    ['--host', ''],
    ['--tls-key', 'a.pem'],
  ])('refuses %s %s in words', async (flag, value) => {
    await expect(simulate(`${flag}=${value}`)).rejects.toThrow(flag)
  })
})
