import { Button, Checkbox, Input, NumberInput, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { IconListSearch, IconTrash } from '@tabler/icons-react'
import type { Profile } from '../../../contract/profiles.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { go } from '../../ui/go.ts'
import { ROUTES } from '../../ui/routes.ts'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.ts'
import { NumberField, PromptField } from '../dial/index.ts'
import { minuteOf, needOf, type RuleForm } from './form.ts'
import classes from './RuleEditor.module.css'
import { useRouting } from './store.ts'
import { usePlan } from './use-plan.ts'
import { answerWords, conditionWords, dayWords } from './words.ts'
import { XChoice } from './XChoice.tsx'

const CALLERS = ['anybody', 'number', 'prefix'] as const

/** One rule: when it fits and what is answered then. It counts once the rules are kept. */
export function RuleEditor(props: { profile: Profile; ruleId: string }) {
  const { profile, ruleId } = props
  const { t, language } = useTexts()
  const { form } = usePlan(profile.id)
  const edit = useRouting((state) => state.edit)
  const rule = form.rules.find(({ id }) => id === ruleId)
  if (rule === undefined) {
    return (
      <EmptyState
        icon={<IconListSearch size={28} stroke={1.5} />}
        title={t('routing.gone.title')}
        text={t('routing.gone.text')}
      />
    )
  }
  const change = (patch: Partial<RuleForm>) =>
    edit(profile.id, (plan) => ({
      ...plan,
      rules: plan.rules.map((one) => (one.id === ruleId ? { ...one, ...patch } : one)),
    }))
  const remove = () => {
    const before = form
    edit(profile.id, (plan) => ({ ...plan, rules: plan.rules.filter(({ id }) => id !== ruleId) }))
    go(ROUTES.routing)
    showToast(t, {
      message: (
        <span className={classes.undo}>
          {t('routing.removed')}
          <Button size="compact-sm" variant="default" onClick={() => edit(profile.id, () => before)}>
            {t('routing.undo')}
          </Button>
        </span>
      ),
    })
  }
  const need = needOf(rule)
  return (
    <form className={classes.form} onSubmit={(event) => event.preventDefault()} noValidate>
      <header className={classes.head}>
        <h2 className={classes.title}>{rule.name.trim() === '' ? t('routing.unnamed') : rule.name}</h2>
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
          onClick={remove}
        >
          {t('routing.remove')}
        </Button>
      </header>
      <p className={classes.sum} role="status">
        {conditionWords(rule, t, language)} → {answerWords(rule, t)}
        {need === undefined ? null : <em>{t(`routing.needs.${need}`)}</em>}
      </p>
      <div className={classes.grid}>
        <TextInput
          label={t('routing.fields.name')}
          maxLength={60}
          value={rule.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Switch
          mt={30}
          label={t('routing.fields.enabled')}
          checked={rule.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
      </div>
      <Section title={t('routing.section.if')}>
        <div className={classes.fields}>
          <XChoice
            profile={profile}
            label={t('routing.fields.x')}
            hint={t('routing.fields.xHint')}
            value={rule.x}
            onChange={(x) => change({ x })}
          />
          <Input.Wrapper label={t('routing.fields.caller')} labelElement="div">
            <SegmentedControl
              fullWidth
              aria-label={t('routing.fields.caller')}
              data={CALLERS.map((value) => ({ value, label: t(`routing.callerBy.${value}`) }))}
              value={rule.callerBy}
              onChange={(value) => {
                const callerBy = CALLERS.find((one) => one === value)
                if (callerBy !== undefined) change({ callerBy })
              }}
            />
          </Input.Wrapper>
          {rule.callerBy === 'number' ? (
            <NumberField
              label={t('routing.fields.callerNumber')}
              value={rule.caller}
              onChange={(caller) => change({ caller })}
            />
          ) : null}
          {rule.callerBy === 'prefix' ? (
            <TextInput
              label={t('routing.fields.digits')}
              description={t('routing.fields.digitsHint')}
              inputMode="numeric"
              value={rule.digits}
              onChange={(event) => change({ digits: event.currentTarget.value })}
            />
          ) : null}
          <When rule={rule} onChange={change} />
        </div>
      </Section>
      <Section title={t('routing.section.answer')}>
        <Answer profile={profile} rule={rule} onChange={change} />
      </Section>
    </form>
  )
}

type Part = { readonly rule: RuleForm; readonly onChange: (patch: Partial<RuleForm>) => void }

function When({ rule, onChange }: Part) {
  const { t, language } = useTexts()
  const time = (text: string) => (minuteOf(text) === undefined ? t('routing.fields.timeWrong') : undefined)
  const from = minuteOf(rule.from)
  const to = minuteOf(rule.to)
  const overNight = from !== undefined && to !== undefined && to <= from
  return (
    <>
      <Switch
        label={t('routing.fields.always')}
        description={t('routing.fields.alwaysHint')}
        checked={rule.always}
        onChange={(event) => onChange({ always: event.currentTarget.checked })}
      />
      {rule.always ? null : (
        <>
          <Checkbox.Group
            label={t('routing.fields.days')}
            value={rule.days.map(String)}
            onChange={(days) => onChange({ days: days.map(Number).sort() })}
            error={rule.days.length === 0 ? t('routing.fields.daysWrong') : undefined}
          >
            <div className={classes.days}>
              {dayWords(language).map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </div>
          </Checkbox.Group>
          <div className={classes.grid}>
            <TextInput
              label={t('routing.fields.from')}
              placeholder="09:00"
              value={rule.from}
              error={time(rule.from)}
              onChange={(event) => onChange({ from: event.currentTarget.value })}
            />
            <TextInput
              label={t('routing.fields.to')}
              placeholder="18:00"
              value={rule.to}
              error={time(rule.to)}
              description={overNight ? t('routing.fields.overNight') : undefined}
              onChange={(event) => onChange({ to: event.currentTarget.value })}
            />
          </div>
        </>
      )}
    </>
  )
}

function Answer(props: Part & { profile: Profile }) {
  const { rule, onChange, profile } = props
  const { t } = useTexts()
  const call = rule.for === 'call'
  const tone = (name: 'lastMinVoice' | 'waitVoice' | 'recordHintTone' | 'hintTone') => (
    <PromptField
      label={t(`routing.fields.${name}`)}
      profileId={profile.id}
      value={rule[name]}
      wrong={false}
      onChange={(value) => onChange({ [name]: value })}
    />
  )
  return (
    <div className={classes.fields}>
      <SegmentedControl
        fullWidth
        aria-label={t('routing.section.answer')}
        data={[
          { value: 'through', label: t(call ? 'routing.do.connect' : 'routing.do.pass') },
          { value: 'end', label: t(call ? 'routing.do.close' : 'routing.do.drop') },
        ]}
        value={rule.through ? 'through' : 'end'}
        onChange={(value) => onChange({ through: value === 'through' })}
      />
      {rule.through ? (
        <NumberField
          label={t(call ? 'routing.fields.callee' : 'routing.fields.receiver')}
          hint={
            profile.privateNumbers?.[0] === undefined
              ? undefined
              : t('routing.fields.calleeHint', { x: groupNumber(profile.privateNumbers[0]) })
          }
          value={rule.callee}
          onChange={(callee) => onChange({ callee })}
        />
      ) : null}
      {call && rule.through ? (
        <>
          <Switch
            label={t('bindings.fields.record')}
            description={t('dial.options.recordHint')}
            checked={rule.record}
            onChange={(event) => onChange({ record: event.currentTarget.checked })}
          />
          {rule.record && rule.recordHintTone.trim() === '' ? (
            <p className={classes.warn}>{t('routing.fields.recordWarn')}</p>
          ) : null}
          <div className={classes.grid}>
            {rule.record ? tone('recordHintTone') : null}
            <NumberInput
              label={t('bindings.fields.limit')}
              description={t('dial.options.limitHint')}
              min={0}
              max={1440}
              allowDecimal={false}
              allowNegative={false}
              clampBehavior="strict"
              value={rule.maxDurationMinutes}
              onChange={(value) => onChange({ maxDurationMinutes: typeof value === 'number' ? value : 0 })}
            />
            {rule.maxDurationMinutes > 0 ? tone('lastMinVoice') : null}
            {tone('waitVoice')}
          </div>
        </>
      ) : null}
      {call && !rule.through ? tone('hintTone') : null}
      {call ? (
        <TextInput
          label={t('bindings.fields.userData')}
          description={t('bindings.fields.userDataHint')}
          maxLength={256}
          value={rule.userData}
          onChange={(event) => onChange({ userData: event.currentTarget.value })}
        />
      ) : null}
    </div>
  )
}
