import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconIdBadge2, IconPlayerPause } from '@tabler/icons-react'
import { useTexts } from '../../i18n/index.ts'
import { EnvironmentBadge } from '../../ui/EnvironmentBadge.tsx'
import classes from './ProfilePicker.module.css'
import { activeProfile, obstacleOf } from './selectors.ts'
import { useProfiles } from './store.ts'

/** The profile in use, coloured and named by its environment, and the way to another. */
export function ProfilePicker(props: { onManage: () => void }) {
  const { t } = useTexts()
  const list = useProfiles((state) => state.list)
  const active = useProfiles(activeProfile)
  const use = useProfiles((state) => state.use)
  const obstacle = active === undefined ? undefined : obstacleOf(active)
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <UnstyledButton
          className={classes.picker}
          aria-label={
            active === undefined
              ? t('profiles.pickerNone')
              : t('profiles.picker', {
                  name: active.name,
                  environment: t(`common.environment.${active.environment}`),
                })
          }
        >
          {active === undefined ? (
            <>
              <IconIdBadge2 size={18} stroke={1.6} aria-hidden="true" />
              <span>{t('profiles.pickerNone')}</span>
            </>
          ) : (
            <>
              <EnvironmentBadge environment={active.environment} />
              <span className={classes.name}>{active.name}</span>
              {obstacle === undefined ? null : (
                <span className={classes.obstacle}>
                  <IconPlayerPause size={14} stroke={2} aria-hidden="true" />
                  {t(obstacle === 'paused' ? 'profiles.paused' : 'profiles.noSecret')}
                </span>
              )}
            </>
          )}
          <IconChevronDown size={15} stroke={1.75} className={classes.mark} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {list.map((profile) => (
          <Menu.Item
            key={profile.id}
            leftSection={<EnvironmentBadge environment={profile.environment} />}
            rightSection={profile.id === active?.id ? <IconCheck size={16} aria-hidden="true" /> : null}
            aria-current={profile.id === active?.id}
            onClick={() => use(profile.id)}
          >
            <span className={classes.item}>{profile.name}</span>
            <span className={classes.kind}>{t(`common.service.${profile.service}`)}</span>
          </Menu.Item>
        ))}
        {list.length === 0 ? null : <Menu.Divider />}
        <Menu.Item leftSection={<IconIdBadge2 size={17} stroke={1.6} />} onClick={props.onManage}>
          {t('profiles.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
