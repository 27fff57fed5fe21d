import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const settings: Shape<typeof en.settings> = {
  title: '设置',
  nav: '设置分类',
  general: '通用',
  upload: '上传目标',
  network: '网络',
  receiver: '接收服务',
  profiles: '应用配置',
  language: {
    label: '语言',
    system: '跟随系统',
    zh: '简体中文',
    en: 'English',
  },
  theme: { label: '主题', system: '跟随系统', light: '浅色', dark: '深色' },
  appliesAtOnce: '立即生效。',
  proxy: {
    label: '代理',
    hint: '用于访问平台的请求。',
    system: '跟随系统',
    none: '不使用',
    url: '指定代理',
    address: '代理地址',
    addressHint: '例如 http://proxy.example.com:8080',
    problem: '地址应以 http:// 或 https:// 开头，且不含密码；需要密码时请用环境变量 HTTPS_PROXY',
  },
  ca: {
    label: '附加 CA 证书',
    hint: 'PEM 文本，与内置证书一起受信任。可粘贴整个证书包。',
    placeholder: '-----BEGIN CERTIFICATE-----',
    problem: '这不是 PEM 文本：需要 BEGIN CERTIFICATE 和 END CERTIFICATE',
    count_other: '{{count}} 张证书',
  },
  port: { label: '端口', hint: '0 表示任意空闲端口', problem: '端口为 0 到 65535 的整数' },
  host: {
    label: '谁可以推送',
    loopback: '仅本机',
    all: '其他机器也可以',
    hint: '平台从外部推送：请开放此项，或让公网地址转到这里。',
  },
  publicAddress: {
    label: '公网地址',
    hint: '平台访问接收服务所用的地址，如与本机地址不同请填写，最多 60 个字符。',
    problem: '应以 http:// 或 https:// 开头，只含字母、数字、点、横线和端口',
  },
  save: '保存',
  discard: '放弃更改',
  unsaved: '尚未保存',
  savedAll: '已保存',
}
