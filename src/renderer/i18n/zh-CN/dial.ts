import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const dial: Shape<typeof en.dial> = {
  title: '拨号',
  number: {
    label: '客户号码',
    placeholder: '138 0000 0000',
    preview: '+86 {{number}}，{{kind}}',
    hint: '输入或粘贴号码，空格和横线不限',
  },
  display: { label: '双方看到的号码', hint: '此配置的显示号码之一' },
  own: {
    label: '你的电话',
    hint: '先振铃。下次拨号沿用。',
  },
  options: {
    title: '呼叫选项',
    none: '标准',
    summaryRecord: '录音',
    summaryLimit_other: '限 {{count}} 分钟',
    summaryPrompts_other: '{{count}} 个放音文件',
    record: '通话录音',
    recordHint: '该应用须已在平台开通录音。',
    recordTone: '录音提示音',
    limit: '最长通话时间（分钟）',
    limitHint: '0 表示不限',
    lastMin: '剩余一分钟提示音',
    lastMinTo: '播放给',
    lastMinBoth: '双方',
    lastMinA: '仅你',
    lastMinB: '仅客户',
    preVoiceOn: '呼叫客户前先向你放音',
    preVoice: '先向你播放的放音文件',
    waitVoice: '呼叫客户时的等待音',
    media: '客户接听前你听到的声音',
    mediaAll: '全部：回铃音、彩铃、提示音',
    mediaNone: '仅等待音',
    mediaFail: '仅接续失败时的网络提示音',
    prompt: '放音文件名，例如 wait_1.wav',
    promptStanding: {
      notPassed: '它还没有通过此账号的审核，平台会拒绝呼叫。',
      unknown: '库中没有这个文件，请确认它已在控制台通过审核。',
    },
    promptProblem: '只能含字母、数字和 - _ . @，并以 .wav 结尾',
  },
  next: {
    plain:
      '你的电话 {{own}} 先振铃，显示 {{display}}。你接听后，平台呼叫客户 {{callee}}，客户看到 {{display}}。',
    prompt:
      '你的电话 {{own}} 先振铃，显示 {{display}}。你听完放音后，平台呼叫客户 {{callee}}，客户看到 {{display}}。',
    record: '通话将被录音，开始前双方会听到提示。',
    limit_other: '通话满 {{count}} 分钟时自动结束。',
    title: '接下来会发生什么',
  },
  act: '拨打',
  needs: {
    number: '请输入客户号码',
    own: '请输入你的电话',
    profile: '请选择应用配置',
    options: '请补全呼叫选项',
    offline: '与应用的连接已断开',
    paused: '此配置已暂停',
    secret: '此配置还没有 APP_Secret',
  },
  failed: { again: '查询这次呼叫的结果', againHint: '查询的是同一次请求，不会再拨出一通。' },
  recent: {
    title: '最近号码',
    empty: '拨打过的号码会显示在这里。',
    use: '使用 {{number}}，上次：{{outcome}}',
    failed: '未能读取最近号码。',
  },
  board: {
    title: '呼叫',
    emptyTitle: '还没有呼叫',
    emptyText: '拨号后，双方电话会画在同一条时间线上：谁在振铃，谁在通话，结束时说明结果和原因。',
  },
  noProfile: {
    title: '请先建立应用配置',
    text: '一个配置对应平台上的一个应用：接入地址、APP_Key、APP_Secret 和显示号码。',
    action: '新建配置',
  },
  noCallback: {
    title: '此配置不能拨号',
    text: '它对应的应用是其他业务类型。请选择或新建语音回呼配置。',
    action: '转到应用配置',
  },
}
