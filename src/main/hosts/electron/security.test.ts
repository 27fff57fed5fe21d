import { describe, expect, it } from 'vitest'
import { isConsole, isOurPage } from './security.ts'

describe('the places a window may lead to', () => {
  it.each([
    'https://console.huaweicloud.com/',
    'https://console-intl.huaweicloud.com/rtc/?region=cn-north-1#/prompts',
    'https://huaweicloud.com/',
  ])('%s is the console', (url) => {
    expect(isConsole(url)).toBe(true)
  })
  it.each([
    'http://console.huaweicloud.com/',
    'https://console.huaweicloud.com:8443/',
    'https://console.huaweicloud.com@example.org/',
    'https://console.huaweicloud.com.example.org/',
    'https://examplehuaweicloud.com/',
    'https://user@console.huaweicloud.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'voicedesk://app/',
    '',
  ])('%s is not', (url) => {
    expect(isConsole(url)).toBe(false)
    expect(url === 'voicedesk://app/' || !isOurPage(url)).toBe(true)
  })
})
